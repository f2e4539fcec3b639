package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.paperbeam.score.LaneBench.config;
import static org.paperbeam.score.LaneBench.id;
import static org.paperbeam.score.LaneBench.ids;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.paper.Outcome;
import org.paperbeam.prompt.Stage;

/** Answers that cannot be read, or not whole: asked again in half the batch, then alone. */
class LaneAnswersTest {
  @TempDir private Path folder;

  private final LaneBench bench = new LaneBench();

  @Test
  void anUnreadableAnswerIsAskedForInHalfThenAloneThenGivenUp() throws Exception {
    for (int attempts : new int[] {1, 2, 6}) {
      LaneBench one = new LaneBench();
      FakeService service =
          new FakeService(a -> a.holds(id(3)) ? FakeService.silence() : FakeService.good(a));
      one.work(config(folder).setMaxAttempts(attempts).build(), service, 8);
      List<Integer> expected = new ArrayList<>(List.of(8, 4, 4, 1, 1, 1, 1));
      for (int again = 1; again < attempts; again++) {
        expected.add(1);
      }
      assertThat(service.sizes(Stage.SCORES), containsInAnyOrder(expected.toArray()));
      assertThat(service.callsWith(Stage.SCORES, id(3)), is(2L + attempts));
      assertThat(one.idsOf(Outcome.UNSCORED), is(List.of(id(3))));
      assertThat(one.decided, hasSize(8));
      assertThat(one.unscored, hasSize(1));
      assertThat(one.unscored.get(0).getAttempts(), is(2 + attempts));
      assertThat(one.unscored.get(0).getRawAnswer(), is("I would rather not."));
      assertThat(one.unscored.get(0).getCause(), is("answer could not be read"));
      assertThat(one.tally.getRetries(), is(expected.size() - 1L));
      assertThat(one.failures, is(empty()));
    }
  }

  @Test
  void aPaperOfAFollowedAuthorStaysSelectedWhateverIsSaidOfIt() throws Exception {
    PaperQuestion question = LaneBench.question("2025-03-25", id(1), true);
    PaperQuestion followed =
        question.toBuilder()
            .setRecord(question.getRecord().toBuilder().setAuthorMatch(true).build())
            .build();
    ScoreConfig config = config(folder).build();
    List<Map.Entry<String, List<PaperQuestion>>> day =
        List.of(Map.entry("2025-03-25", List.of(followed)));
    LaneBench silent =
        new LaneBench().work(config, new FakeService(a -> FakeService.silence()), day);
    assertThat(silent.outcomes(), is(Map.of(id(1), Outcome.SELECTED)));
    assertThat(silent.unscored, is(empty()));
    assertThat(silent.decided.get(0).score(), is(20));
    FakeService low =
        new FakeService(
            asked ->
                FakeService.answer("{\"id\":\"" + id(1) + "\",\"relevance\":1,\"novelty\":2}"));
    LaneBench scored = new LaneBench().work(config, low, day);
    assertThat(scored.outcomes(), is(Map.of(id(1), Outcome.SELECTED)));
    assertThat(scored.decided.get(0).getRelevance(), is(1));
    assertThat(scored.decided.get(0).score(), is(20));
  }

  @Test
  void titlesAreAskedForInHalfAndThenPass() throws Exception {
    FakeService service =
        new FakeService(
            a -> a.stage() == Stage.TITLES ? FakeService.silence() : FakeService.good(a));
    bench.work(config(folder).setTitleFilter(true).setMaxAttempts(2).build(), service, 8);
    // A model that has said nothing of titles four times is not asked about them again.
    assertThat(service.sizes(Stage.TITLES), is(List.of(8, 4, 4, 4)));
    assertThat(service.sizes(Stage.SCORES), is(List.of(8)));
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 8)));
  }

  @Test
  void aPartialAnswerKeepsWhatIsGood() throws Exception {
    FakeService service =
        new FakeService(a -> a.number() == 1 ? FakeService.scores(ids(1, 6)) : FakeService.good(a));
    bench.work(config(folder).build(), service, 8);
    assertThat(service.sizes(Stage.SCORES), is(List.of(8, 2)));
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 8)));
    assertThat(bench.decided, hasSize(8));
  }

  @Test
  void aCutOffAnswerKeepsItsWholeLines() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                a.number() == 1
                    ? FakeService.answer(
                        "{\"scores\":[{\"id\":\"%s\",\"comment\":\"c\",\"relevance\":7,\"novelty\":6},{\"id\":"
                            .formatted(id(1)),
                        "length")
                    : FakeService.good(a));
    bench.work(config(folder).build(), service, 4);
    assertThat(service.sizes(Stage.SCORES), is(List.of(4, 2, 1)));
    assertThat(bench.decidedPapers(), everyItem(startsWith("2025-03-25 ")));
    assertThat(bench.decided, hasSize(4));
  }

  @Test
  void anAnswerForAPaperThatWasNotAskedChangesNothing() throws Exception {
    FakeService service = new FakeService(a -> FakeService.scores(ids(1, 9)));
    bench.work(config(folder).build(), service, 8);
    assertThat(bench.decidedPapers(), hasSize(8));
    assertThat(service.calls(), hasSize(1));
  }
}

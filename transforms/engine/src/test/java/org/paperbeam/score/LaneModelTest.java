package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.paperbeam.score.LaneBench.config;
import static org.paperbeam.score.LaneBench.id;
import static org.paperbeam.score.LaneBench.ids;
import static org.paperbeam.score.LaneBench.prompts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.Usage;
import org.paperbeam.paper.Outcome;
import org.paperbeam.prompt.Stage;
import org.paperbeam.score.FakeService.Asked;
import org.paperbeam.score.FakeService.Reply;

/** What models do: think, write too much, give nothing of use; and services that go down. */
class LaneModelTest {
  @TempDir private Path folder;

  private final LaneBench bench = new LaneBench();

  /** Cuts an answer off that is longer than its bound. */
  private static Reply within(Asked asked, int tokens) {
    return tokens <= asked.request().maxCompletionTokens()
        ? FakeService.good(asked)
        : FakeService.answer("", "length");
  }

  @Test
  void aBoundThatAnAnswerHitsGrowsWithTheNextAttempt() throws Exception {
    FakeService service = new FakeService(a -> within(a, 600 * a.ids().size()));
    bench.work(config(folder).setMaxAttempts(2).build(), service, 20);
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 20)));
    assertThat(service.calls().size(), is(lessThanOrEqualTo(30)));
    int first = service.calls().get(0).request().maxCompletionTokens();
    int last = service.calls().get(service.calls().size() - 1).request().maxCompletionTokens();
    int papers = service.calls().get(service.calls().size() - 1).ids().size();
    assertThat(last / papers, is(greaterThan(first / 10)));
  }

  @Test
  void callsThatWereOnTheirWayGrowTheBoundOnlyOnce() throws Exception {
    FakeService service = new FakeService(a -> within(a, 400 * a.ids().size()));
    bench.work(config(folder).setPrompts(prompts(1)).build(), service, 20);
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 20)));
    assertThat(
        "twice the first",
        service.calls().stream().mapToInt(c -> c.request().maxCompletionTokens()).max().getAsInt(),
        is(2 * service.calls().get(0).request().maxCompletionTokens()));
  }

  @Test
  void aModelWhoseAnswersAreUselessIsStoppedAndNotPaidForAgain() throws Exception {
    for (int papers : new int[] {1, 10}) {
      Path place = Files.createDirectories(folder.resolve("of" + papers));
      FakeService service = new FakeService(a -> FakeService.silence());
      LaneBench one = new LaneBench();
      one.work(config(place).setPrompts(prompts(papers)).build(), service, 100);
      assertThat(one.failures, hasSize(1));
      assertThat(one.failures.get(0).getKind(), is(FailureKind.BROKEN));
      assertThat(one.failures.get(0).getRemedy(), is(Remedy.ANOTHER_MODEL));
      assertThat(
          one.failures.get(0).getMessage(),
          containsString(" paid answers of fake say nothing of the papers (answer could not be"));
      assertThat(service.calls().size(), is(lessThanOrEqualTo(60)));

      FakeService next = new FakeService(FakeService::good);
      LaneBench two = new LaneBench("run-2");
      two.work(config(place).setRunId("run-2").setPrompts(prompts(papers)).build(), next, 100);
      assertThat("nothing is asked", next.calls(), is(empty()));
      assertThat(two.failures.get(0).getMessage(), containsString("nothing is asked: remove "));

      try (Stream<Path> brakes = Files.list(place.resolve("brakes"))) {
        for (Path brake : brakes.toList()) {
          Files.delete(brake);
        }
      }
      LaneBench three = new LaneBench("run-3");
      three.work(config(place).setRunId("run-3").setPrompts(prompts(papers)).build(), next, 100);
      assertThat(three.failures, is(empty()));
      assertThat(three.decided, hasSize(100));
    }
  }

  @Test
  void aModelThatThinksWithoutEndIsStoppedToo() throws Exception {
    FakeService service = new FakeService(a -> FakeService.answer("", "length"));
    bench.work(config(folder).setPrompts(prompts(1)).build(), service, 100);
    assertThat(bench.failures, hasSize(1));
    assertThat(
        bench.failures.get(0).getMessage(), containsString("thinks, or writes, without end"));
    assertThat(service.calls().size(), is(lessThanOrEqualTo(60)));
  }

  @Test
  void papersThatAreOddDoNotStopTheOthers() throws Exception {
    Set<String> odd = Set.of(id(2), id(3), id(4), id(5), id(6), id(7), id(18), id(19), id(20));
    FakeService service =
        new FakeService(
            a ->
                a.ids().stream().anyMatch(odd::contains)
                    ? FakeService.silence()
                    : FakeService.good(a));
    bench.work(config(folder).setPrompts(prompts(1)).setMaxAttempts(3).build(), service, 20);
    assertThat(bench.failures, is(empty()));
    assertThat(Set.copyOf(bench.idsOf(Outcome.UNSCORED)), is(odd));
    assertThat(bench.decided, hasSize(20));
  }

  @Test
  void titlesThatNobodyCanJudgeAreSoonNotAskedAbout() throws Exception {
    FakeService service =
        new FakeService(
            a -> a.stage() == Stage.TITLES ? FakeService.silence() : FakeService.good(a));
    bench.work(config(folder).setTitleFilter(true).build(), service, 60);
    assertThat(bench.failures, is(empty()));
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 60)));
    assertThat(service.calls(Stage.TITLES).size(), is(lessThanOrEqualTo(12)));
  }

  @Test
  void anOutageIsNotThePapersFaultWithOnePaperAPrompt() throws Exception {
    FakeService service =
        new FakeService(
            a -> a.number() <= 4 ? FakeService.good(a) : FakeService.fails(Kind.TRANSIENT));
    bench.work(config(folder).setPrompts(prompts(1)).setMaxAttempts(3).build(), service, 30);
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getMessage(), containsString("does not answer"));
    assertThat("new papers wait", service.calls().size(), is(lessThanOrEqualTo(25)));
    assertThat(bench.notices, hasItem(containsString("it was TRANSIENT; asked again")));
  }

  @Test
  void oneBrokenPaperIsOnePapersFault() throws Exception {
    for (Kind kind : List.of(Kind.TRANSIENT, Kind.LOST, Kind.REJECTED, Kind.MODERATED)) {
      LaneBench one = new LaneBench();
      Path place = Files.createDirectories(folder.resolve(kind.name()));
      FakeService service =
          new FakeService(a -> a.holds(id(3)) ? FakeService.fails(kind) : FakeService.good(a));
      one.work(config(place).setPrompts(prompts(1)).setMaxAttempts(2).build(), service, 20);
      assertThat(kind.name(), one.failures, is(empty()));
      assertThat(one.idsOf(Outcome.UNSCORED), is(List.of(id(3))));
    }
  }

  @Test
  void manyPapersThatAreModeratedAreStillTheirs() throws Exception {
    FakeService service = new FakeService(a -> FakeService.fails(Kind.MODERATED));
    bench.work(config(folder).setPrompts(prompts(1)).build(), service, 20);
    assertThat(bench.failures, is(empty()));
    assertThat(bench.unscored, hasSize(20));
  }

  @Test
  void aServiceThatRefusesEverythingAfterAWhileEndsTheRun() throws Exception {
    FakeService service =
        new FakeService(
            a -> a.number() <= 4 ? FakeService.good(a) : FakeService.fails(Kind.REJECTED));
    bench.work(config(folder).setPrompts(prompts(1)).build(), service, 60);
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getMessage(), containsString("refuses whatever is asked"));
    assertThat(service.calls().size(), is(lessThanOrEqualTo(20)));
  }

  @Test
  void aServiceThatReadsOnlyAPartOfAPromptIsWarnedOf() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                new Reply(
                    new Answered(
                        ((Answered) FakeService.good(a).outcome()).text(),
                        "stop",
                        new Usage(0, 0, 0),
                        RateHints.NONE),
                    1));
    service.reads(60);
    bench.work(config(folder).build(), service, 10);
    assertThat(
        bench.tally.getWarnings(),
        hasItem(containsString("the LLM service counted 60 tokens in a prompt of about ")));
  }
}

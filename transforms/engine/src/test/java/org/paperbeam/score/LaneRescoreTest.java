package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.paperbeam.score.LaneBench.id;
import static org.paperbeam.score.LaneBench.ids;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.NearCutOff;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.money.Price;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Stage;

/**
 * Papers near a cut-off are asked about again, in another shuffle, until their decision is clear.
 */
class LaneRescoreTest {
  private static final String DATE = "2025-03-25";

  /** The bench's own cut-offs. */
  private static final NearCutOff RULE = NearCutOff.of(5, 5);

  @TempDir private Path folder;

  private final LaneBench bench = new LaneBench();

  /** A service that gives a paper's scores by how often it has been asked about it, from 1. */
  private static FakeService scoring(BiFunction<String, Integer, int[]> scores) {
    Map<String, Integer> times = new HashMap<>();
    return new FakeService(
        asked ->
            FakeService.answer(
                asked.ids().stream()
                    .map(
                        id -> {
                          int[] both = scores.apply(id, times.merge(id, 1, Integer::sum));
                          return "{\"id\":\"%s\",\"comment\":\"%d times\",\"relevance\":%d,\"novelty\":%d}"
                              .formatted(id, times.get(id), both[0], both[1]);
                        })
                    .collect(Collectors.joining("\n"))));
  }

  private static Map.Entry<String, List<PaperQuestion>> day(String date, int from, int to) {
    return Map.entry(
        date,
        LaneBench.day(date, from, to, true).getValue().stream()
            .map(question -> question.toBuilder().setNearCutOff(RULE).build())
            .toList());
  }

  private PaperRecord record(String id) {
    return bench.decided.stream()
        .filter(r -> r.getPaper().getArxivId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onlyWhatIsNearIsAskedAgainAllOfItTogetherAndNoMoreThanItTakes() throws Exception {
    Map<String, int[][]> said =
        Map.of(
            id(1), new int[][] {{9, 9}}, // clear
            id(2), new int[][] {{5, 9}, {6, 9}}, // just in, and again
            id(3), new int[][] {{4, 9}, {5, 9}, {5, 8}}, // out, in, in: changed
            id(12), new int[][] {{5, 5}, {4, 6}, {3, 9}}, // in, out, out: changed
            id(13), new int[][] {{4, 4}, {4, 3}}, // just out, and again
            id(14), new int[][] {{4, 3}}); // out by two points of one score: clear
    FakeService service =
        scoring((id, time) -> said.getOrDefault(id, new int[][] {{1, 1}})[time - 1]);
    bench.work(LaneBench.config(folder).build(), service, List.of(day(DATE, 1, 20)));
    List<FakeService.Asked> calls = service.calls();
    assertThat(
        "ten a call, then what is near", service.sizes(Stage.SCORES), is(List.of(10, 10, 4, 2)));
    assertThat(calls.get(2).ids(), containsInAnyOrder(id(2), id(3), id(12), id(13)));
    assertThat(calls.get(3).ids(), containsInAnyOrder(id(3), id(12)));
    assertThat(record(id(2)).getRelevance(), is(5));
    assertThat(record(id(2)).getOutcome(), is(Outcome.SELECTED));
    assertThat(record(id(2)).getComment(), is("1 times"));
    assertThat(record(id(3)).getOutcome(), is(Outcome.SELECTED));
    assertThat(record(id(3)).getRelevance(), is(5));
    assertThat(record(id(3)).getNovelty(), is(9));
    assertThat(
        "its words are of an answer that says so", record(id(3)).getComment(), is("2 times"));
    assertThat(record(id(12)).getOutcome(), is(Outcome.BELOW_CUTOFF));
    assertThat(record(id(12)).getRelevance(), is(4));
    assertThat(record(id(13)).getNovelty(), is(3));
    assertThat(bench.decidedPapers().size(), is(20));
    assertThat(bench.decidedDays, contains(DATE));
    assertThat(bench.tally.getRescored(), is(4L));
    assertThat(bench.tally.getDecisionsChanged(), is(2L));
    assertThat("no failure was repeated", bench.tally.getRetries(), is(0L));
    assertThat(bench.tally.getRequests(), is(4L));
  }

  @Test
  void theSecondTimeTheyStandInAnotherOrder() throws Exception {
    FakeService service = scoring((id, time) -> new int[] {5, 5});
    bench.work(LaneBench.config(folder).build(), service, List.of(day(DATE, 1, 10)));
    assertThat(service.sizes(Stage.SCORES), is(List.of(10, 10)));
    assertThat(service.calls().get(1).ids(), is(not(service.calls().get(0).ids())));
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 10)));
  }

  @Test
  void whatIsPaidForIsNotAskedAgainNeitherTheFirstAnswerNorTheOthers() throws Exception {
    BiFunction<String, Integer, int[]> torn = (id, time) -> new int[] {time % 2 == 1 ? 5 : 4, 9};
    ScoreConfig config = LaneBench.config(folder).build();
    FakeService first = scoring(torn);
    bench.work(config, first, List.of(day(DATE, 1, 10)));
    assertThat(first.sizes(Stage.SCORES), is(List.of(10, 10, 10)));
    FakeService none = scoring(torn);
    LaneBench second = new LaneBench();
    config.getLedger().readOpen(e -> FirstAnswers.addAll(second.known, e), warning -> {});
    second.work(config, none, List.of(day(DATE, 1, 10)));
    assertThat(none.calls(), is(empty()));
    assertThat(second.outcomes(), is(bench.outcomes()));
    assertThat(second.decided.stream().map(PaperRecord::getRelevance).toList(), everyItem(is(5)));
    // A run that does not ask again takes the first answer, and knows nothing of the others.
    LaneBench plain = new LaneBench();
    config.getLedger().readOpen(e -> FirstAnswers.addAll(plain.known, e), warning -> {});
    plain.work(config, none, List.of(LaneBench.day(DATE, 1, 10, true)));
    assertThat(none.calls(), is(empty()));
    assertThat(plain.idsOf(Outcome.SELECTED), is(ids(1, 10)));
  }

  @Test
  void withoutAFurtherAnswerThoseThatThereAreCount() throws Exception {
    FakeService silent =
        new FakeService(
            asked ->
                asked.number() == 1
                    ? FakeService.answer(said(asked, 5, 5))
                    : FakeService.silence());
    bench.work(
        LaneBench.config(folder).setMaxAttempts(1).build(), silent, List.of(day(DATE, 1, 2)));
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 2)));
    assertThat(bench.unscored, is(empty()));
    assertThat(bench.decidedDays, contains(DATE));
  }

  private static String said(FakeService.Asked asked, int relevance, int novelty) {
    return asked.ids().stream()
        .map(
            id ->
                "{\"id\":\"%s\",\"relevance\":%d,\"novelty\":%d}".formatted(id, relevance, novelty))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void theCapHoldsAndWhatIsKnownDecides() throws Exception {
    Price price = new Price(new BigDecimal("2.5"), new BigDecimal("1.25"), BigDecimal.TEN);
    for (double cap = 0.02; cap < 0.2; cap += 0.02) {
      LaneBench capped = new LaneBench();
      FakeService service = scoring((id, time) -> new int[] {time == 2 ? 4 : 5, 5});
      capped.work(
          LaneBench.config(folder.resolve("cap" + cap))
              .setSpending(SpendConfig.builder().setPrice(price).setMaxCostUsd(cap).build())
              .build(),
          service,
          List.of(day(DATE, 1, 40), day("2025-03-26", 41, 80)));
      assertThat(service.billedUsd(price) <= cap, is(true));
      assertThat("every paper once", capped.decidedPapers().size(), is(80));
      for (PaperRecord record : capped.decided) {
        boolean asked = service.callsWith(Stage.SCORES, record.getPaper().getArxivId()) > 0;
        assertThat(record.getOutcome() == Outcome.UNSCORED, is(!asked));
      }
    }
  }

  /** Days of ten papers each, of which so many, the first, are just in whenever they are asked. */
  private static FakeService near(int aDay) {
    return scoring(
        (id, time) ->
            (Integer.parseInt(id.substring(5)) - 1) % 10 < aDay
                ? new int[] {5, 9}
                : new int[] {1, 1});
  }

  private static List<Map.Entry<String, List<PaperQuestion>>> days(int count) {
    List<Map.Entry<String, List<PaperQuestion>>> days = new ArrayList<>();
    for (int day = 0; day < count; day++) {
      days.add(day("2025-03-%02d".formatted(day + 1), day * 10 + 1, day * 10 + 10));
    }
    return days;
  }

  @Test
  void thePapersOfSeveralDatesShareTheirFurtherCalls() throws Exception {
    FakeService service = near(4);
    bench.work(LaneBench.config(folder).build(), service, days(4));
    List<Integer> sizes = new ArrayList<>(service.sizes(Stage.SCORES));
    assertThat("sixteen papers, ten a call", sizes, is(List.of(10, 10, 10, 10, 10, 6)));
    assertThat(bench.decidedPapers().size(), is(40));
    assertThat(bench.idsOf(Outcome.SELECTED).size(), is(16));
    assertThat(bench.decidedDays.stream().sorted().toList().size(), is(4));
    assertThat(bench.tally.getRescored(), is(16L));
    assertThat("a call belongs to a date that is open", bench.paidLate, is(empty()));
  }

  @Test
  void noDateWaitsForManyOthers() throws Exception {
    FakeService service = near(1);
    bench.work(LaneBench.config(folder).build(), service, days(7));
    assertThat(
        "those of five dates, and of the last two",
        service.sizes(Stage.SCORES).stream().sorted().toList(),
        is(List.of(2, 5, 10, 10, 10, 10, 10, 10, 10)));
    assertThat(bench.decidedDays.size(), is(7));
    assertThat(bench.paidLate, is(empty()));
  }

  @Test
  void whatASharedCallDoesNotAnswerIsAskedInPartsThatBelongToAnOpenDate() throws Exception {
    Map<String, Integer> times = new HashMap<>();
    FakeService service =
        new FakeService(
            asked ->
                FakeService.answer(
                    asked.ids().stream()
                        // Of the second calls only the first date's papers are answered at once.
                        .filter(
                            id ->
                                times.merge(id, 1, Integer::sum) != 2 || id.compareTo(id(10)) <= 0)
                        .map(id -> "{\"id\":\"%s\",\"relevance\":5,\"novelty\":9}".formatted(id))
                        .collect(Collectors.joining("\n"))));
    bench.work(
        LaneBench.config(folder).setPrompts(LaneBench.prompts(20)).build(), service, days(2));
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 20)));
    assertThat(bench.unscored, is(empty()));
    assertThat(bench.decidedDays, contains("2025-03-01", "2025-03-02"));
    assertThat(bench.paidLate, is(empty()));
  }

  @Test
  void datesThatWaitForEachOtherAskTheirOwnMeanwhile() throws Exception {
    List<PaperQuestion> one = new ArrayList<>(day(DATE, 1, 2).getValue());
    List<PaperQuestion> two = new ArrayList<>(day("2025-03-26", 2, 3).getValue());
    one.replaceAll(question -> question.toBuilder().setShared(true).build());
    two.replaceAll(question -> question.toBuilder().setShared(true).build());
    FakeService service = scoring((id, time) -> new int[] {5, 5});
    bench.work(
        LaneBench.config(folder).build(),
        service,
        List.of(Map.entry(DATE, one), Map.entry("2025-03-26", two)));
    assertThat(bench.decidedPapers().size(), is(4));
    assertThat(bench.decidedDays, containsInAnyOrder(DATE, "2025-03-26"));
    assertThat("once, and once again", service.callsWith(Stage.SCORES, id(2)), is(2L));
    assertThat(service.callsWith(Stage.SCORES, id(3)), is(2L));
  }
}

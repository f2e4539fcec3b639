package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.paperbeam.score.LaneBench.config;
import static org.paperbeam.score.LaneBench.day;
import static org.paperbeam.score.LaneBench.id;
import static org.paperbeam.score.LaneBench.ids;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.prompt.Stage;
import org.paperbeam.score.FakeService.Asked;

/** What goes through the lane comes out decided, once, as fast as the limits allow. */
class LaneTest {
  @TempDir private Path folder;

  private final LaneBench bench = new LaneBench();

  @Test
  void everyPaperIsDecidedOnce() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(config(folder).build(), service, 25);
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 25)));
    assertThat(bench.decided, hasSize(25));
    assertThat(service.sizes(Stage.SCORES), containsInAnyOrder(9, 8, 8));
    assertThat(bench.paid, hasSize(3));
    assertThat(bench.tally.getRequests(), is(3L));
    assertThat(bench.tally.getRetries(), is(0L));
    assertThat(bench.tally.isCapReached(), is(false));
    assertThat(bench.unscored, is(empty()));
  }

  @Test
  void aDroppedTitleIsNotScored() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                a.stage() == Stage.TITLES
                    ? FakeService.drops(List.of(id(2), "2503.99999", id(5)))
                    : FakeService.good(a));
    bench.work(config(folder).setTitleFilter(true).build(), service, 8);
    assertThat(bench.idsOf(Outcome.TITLE_FILTERED), is(List.of(id(2), id(5))));
    assertThat(service.callsWith(Stage.SCORES, id(2)), is(0L));
    assertThat(bench.decided, hasSize(8));
  }

  @Test
  void whatThisRunHasPaidForIsNotAskedAgain() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    PaperAnswer.Builder answer =
        PaperAnswer.builder()
            .setArxivId("2503.00001")
            .setModel("fake")
            .setPromptSha256("p")
            .setAnsweredAt("2025-03-25T00:00:00.000Z")
            .setRunId("run-1");
    bench.known.add(
        "score " + id(1), answer.setKey("score " + id(1)).setRelevance(9).setNovelty(2).build());
    answer.setRelevance(null).setNovelty(null);
    bench.known.add("title " + id(2), answer.setKey("title " + id(2)).setDropped(true).build());
    bench.known.add("title " + id(3), answer.setKey("title " + id(3)).setDropped(false).build());
    bench.work(config(folder).setTitleFilter(true).build(), service, 4);
    assertThat(service.calls(Stage.TITLES).get(0).ids(), is(List.of(id(4))));
    assertThat(service.calls(Stage.SCORES).get(0).ids(), containsInAnyOrder(id(3), id(4)));
    assertThat(
        bench.outcomes().values(),
        contains(Outcome.BELOW_CUTOFF, Outcome.TITLE_FILTERED, Outcome.SELECTED, Outcome.SELECTED));
    assertThat(bench.decided, hasSize(4));
  }

  @Test
  void whatIsLeftOfADayIsCutAnew() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    for (String id : ids(1, 10)) {
      bench.known.add(
          "score " + id,
          PaperAnswer.builder()
              .setArxivId(id)
              .setKey("score " + id)
              .setRelevance(9)
              .setNovelty(9)
              .setModel("fake")
              .setPromptSha256("p")
              .setAnsweredAt("2025-03-25T00:00:00.000Z")
              .setRunId("run-1")
              .build());
    }
    bench.work(config(folder).build(), service, 20);
    assertThat("two half-empty prompts", service.sizes(Stage.SCORES), is(List.of(10)));
    assertThat(bench.decided, hasSize(20));
  }

  @Test
  void callsInFlightReachTheirBoundAndNeverPassIt() throws Exception {
    for (int most : new int[] {1, 3, 16}) {
      LaneBench one = new LaneBench();
      FakeService service = new FakeService(FakeService::good);
      one.work(config(folder).setLimits(new LimitConfig(0, 0, most)).build(), service, 400);
      assertThat(service.peakInFlight(), is(most));
      assertThat(one.decided, hasSize(400));
      // 40 calls of a second each, always as many side by side as may be.
      assertThat(Math.round(service.nanoTime() / 1e9), is((long) Math.ceil(40.0 / most)));
    }
  }

  @Test
  void daysOverlapSoThatTheQuotaIsNeverIdle() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(
        config(folder).setTitleFilter(true).build(),
        service,
        List.of(
            day("2025-03-24", 1, 20, false),
            day("2025-03-25", 21, 40, false),
            day("2025-03-26", 41, 60, false)));
    assertThat(bench.decided, hasSize(60));
    assertThat(service.peakInFlight(), is(4));
  }

  @Test
  void requestsAreSpreadOverTheMinute() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(
        config(folder)
            .setPrompts(LaneBench.prompts(1))
            .setLimits(new LimitConfig(120, 0, 16))
            .build(),
        service,
        240);
    assertThat(bench.decided, hasSize(240));
    assertThat(service.nanoTime() / 1e9, is(lessThan(126.0)));
    List<Long> starts = service.calls().stream().map(Asked::startedAt).toList();
    for (int i = 120; i < 240; i++) {
      assertThat(
          starts.get(i) - starts.get(i - 120),
          is(greaterThanOrEqualTo(Duration.ofSeconds(60).toNanos())));
    }
  }

  @Test
  void oneDateAfterAnotherIsWhole() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(
        config(folder).setLimits(new LimitConfig(0, 0, 2)).build(),
        service,
        List.of(
            day("2025-03-24", 1, 40, false),
            day("2025-03-25", 41, 80, false),
            day("2025-03-26", 81, 120, false)));
    assertThat(bench.decidedDays, is(List.of("2025-03-24", "2025-03-25", "2025-03-26")));
    assertThat(bench.abandonedDays, is(empty()));
    List<Integer> days =
        service.calls().stream()
            .map(call -> Integer.parseInt(call.ids().get(0).substring(5)))
            .map(number -> (number - 1) / 40)
            .toList();
    // A date's scores wait for the last of its titles: one call of the next may come in between.
    int early = 0;
    for (int i = 1; i < days.size(); i++) {
      early += days.get(i) < days.get(i - 1) ? 1 : 0;
    }
    assertThat("changes back to an earlier date: " + days, early <= 2, is(true));
  }

  @Test
  void whatTwoDatesShareIsAskedByTheFirstAndDecidesBoth() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(
        config(folder).setLimits(new LimitConfig(0, 0, 1)).build(),
        service,
        List.of(shared("2025-03-24"), shared("2025-03-25"), shared("2025-03-26")));
    assertThat(service.callsWith(Stage.SCORES, id(1)), is(1L));
    assertThat(bench.decidedPapers(), hasSize(9));
    assertThat(bench.decidedDays, hasSize(3));
  }

  @Test
  void aSharedPaperThatIsGivenUpIsGivenUpOnEveryDate() throws Exception {
    FakeService service =
        new FakeService(a -> a.holds(id(1)) ? FakeService.answer("?") : FakeService.good(a));
    bench.work(
        config(folder).setLimits(new LimitConfig(0, 0, 1)).build(),
        service,
        List.of(shared("2025-03-24"), shared("2025-03-25")));
    assertThat(
        bench.unscored.stream().map(paper -> paper.getDate() + " " + paper.getArxivId()).toList(),
        containsInAnyOrder("2025-03-24 " + id(1), "2025-03-25 " + id(1)));
    assertThat(bench.decidedDays, hasSize(2));
  }

  /** Papers 1 to 3, which other dates ask about, too. */
  private static Map.Entry<String, List<PaperQuestion>> shared(String date) {
    return Map.entry(
        date,
        ids(1, 3).stream()
            .map(id -> LaneBench.question(date, id, true).toBuilder().setShared(true).build())
            .toList());
  }

  @Test
  void afterAFailureEveryDateIsWholeOrAbandoned() throws Exception {
    FakeService service =
        new FakeService(a -> a.holds(id(21)) ? FakeService.fails(Kind.FATAL) : FakeService.good(a));
    PaperAnswer.Builder known =
        PaperAnswer.builder()
            .setArxivId(id(41))
            .setKey("score " + id(41))
            .setRelevance(9)
            .setNovelty(9)
            .setModel("fake")
            .setPromptSha256("p")
            .setAnsweredAt("2025-03-25T00:00:00.000Z")
            .setRunId("run-1");
    bench.known.add("score " + id(41), known.build());
    bench.work(
        config(folder).setLimits(new LimitConfig(0, 0, 1)).build(),
        service,
        List.of(
            day("2025-03-24", 1, 20, true),
            day("2025-03-25", 21, 30, true),
            day("2025-03-26", 31, 40, true),
            day("2025-03-27", 41, 41, true)));
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.decidedDays, is(List.of("2025-03-24", "2025-03-27")));
    assertThat(bench.abandonedDays, is(List.of("2025-03-25", "2025-03-26")));
  }

  @Test
  void noDateIsTakenInWhileTooManyWaitForTheirFiles() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    List<Integer> callsWhileBehind = new ArrayList<>();
    bench.behind =
        caughtUp -> {
          boolean behind = !bench.decidedDays.isEmpty() && callsWhileBehind.size() < 40;
          if (behind) {
            callsWhileBehind.add(service.calls().size());
            caughtUp.run();
          }
          return behind;
        };
    List<Map.Entry<String, List<PaperQuestion>>> days = new ArrayList<>();
    for (int day = 10; day < 30; day++) {
      days.add(day("2025-03-" + day, day * 10, day * 10 + 9, true));
    }
    bench.work(config(folder).setLimits(new LimitConfig(0, 0, 1)).build(), service, days);
    assertThat(callsWhileBehind, hasSize(40));
    // What was taken in is asked; then the lane has nothing to do, and does not end.
    assertThat(callsWhileBehind.get(39), is(callsWhileBehind.get(38)));
    assertThat(callsWhileBehind.get(39), is(lessThan(20)));
    assertThat(service.calls(), hasSize(20));
    assertThat(bench.decidedDays, hasSize(20));
    assertThat(bench.decided, hasSize(200));
    assertThat(bench.failures, is(empty()));
  }

  @Test
  void whenADayCannotBePublishedNothingMoreIsAsked() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    RunFailure full = RunFailure.of(FailureStage.PUBLISH, FailureKind.STORAGE, "the disk is full");
    bench.obstacle = () -> bench.decidedDays.isEmpty() ? null : full;
    bench.work(
        config(folder).setLimits(new LimitConfig(0, 0, 1)).build(),
        service,
        List.of(day("2025-03-24", 1, 10, true), day("2025-03-25", 11, 90, true)));
    assertThat(bench.failures, is(List.of(full)));
    assertThat(service.calls(), hasSize(1));
    assertThat(bench.abandonedDays, is(List.of("2025-03-25")));
  }
}

package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;
import static org.paperbeam.score.LaneBench.config;
import static org.paperbeam.score.LaneBench.day;
import static org.paperbeam.score.LaneBench.id;
import static org.paperbeam.score.LaneBench.ids;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.prompt.Stage;
import org.paperbeam.score.FakeService.Asked;
import org.paperbeam.score.FakeService.Reply;

class LaneTest {
  private static final RateHints COME_BACK_SOON =
      new RateHints(Duration.ofSeconds(7), 0, 0, Duration.ZERO);

  @TempDir private Path folder;

  private final LaneBench bench = new LaneBench();

  private static boolean holds(Asked asked, int paper) {
    return asked.ids().contains(id(paper));
  }

  private static Reply silence() {
    return FakeService.answer("I would rather not.");
  }

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
  void anUnreadableAnswerIsAskedForInHalfThenAloneThenGivenUp() throws Exception {
    for (int attempts : new int[] {1, 2, 6}) {
      LaneBench one = new LaneBench();
      FakeService service = new FakeService(a -> holds(a, 3) ? silence() : FakeService.good(a));
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
  void titlesAreAskedForInHalfAndThenPass() throws Exception {
    FakeService service =
        new FakeService(a -> a.stage() == Stage.TITLES ? silence() : FakeService.good(a));
    bench.work(config(folder).setTitleFilter(true).setMaxAttempts(2).build(), service, 8);
    assertThat(service.sizes(Stage.TITLES), is(List.of(8, 4, 4, 4, 4)));
    assertThat(service.sizes(Stage.SCORES), is(List.of(8)));
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 8)));
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
  void aPartialAnswerKeepsWhatIsGood() throws Exception {
    FakeService service =
        new FakeService(a -> a.number() == 1 ? FakeService.scores(ids(1, 6)) : FakeService.good(a));
    bench.work(config(folder).build(), service, 8);
    assertThat(service.sizes(Stage.SCORES), is(List.of(8, 2)));
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 8)));
    assertThat(bench.decided, hasSize(8));
  }

  @Test
  void anAnswerForAPaperThatWasNotAskedChangesNothing() throws Exception {
    FakeService service = new FakeService(a -> FakeService.scores(ids(1, 9)));
    bench.work(config(folder).build(), service, 8);
    assertThat(bench.decidedPapers(), hasSize(8));
    assertThat(service.calls(), hasSize(1));
  }

  @Test
  void aRefusalForTheRateIsNoAttemptAndIsWaitedOut() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                a.number() <= 9
                    ? FakeService.fails(Kind.RATE, COME_BACK_SOON)
                    : FakeService.good(a));
    bench.work(config(folder).setMaxAttempts(1).build(), service, 5);
    assertThat(service.sizes(Stage.SCORES), is(List.of(5, 5, 5, 5, 5, 5, 5, 5, 5, 5)));
    for (int i = 1; i < 10; i++) {
      long gap = service.calls().get(i).startedAt() - service.calls().get(i - 1).startedAt();
      assertThat(gap, is(greaterThanOrEqualTo(Duration.ofSeconds(8).toNanos())));
    }
    assertThat(bench.tally.getRateLimited(), is(9L));
    assertThat(bench.tally.getRequests(), is(1L));
    assertThat(bench.tally.getRetries(), is(0L));
    assertThat(bench.tally.getThrottledMillis(), is(greaterThanOrEqualTo(63_000L)));
    assertThat(bench.decided, hasSize(5));
  }

  @Test
  void aServiceThatRefusesForAnHourWithoutAnAnswerEndsTheRun() throws Exception {
    FakeService service = new FakeService(a -> FakeService.fails(Kind.RATE));
    bench.work(config(folder).build(), service, 5);
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getMessage(), containsString("it was RATE"));
    assertThat(service.nanoTime(), is(greaterThanOrEqualTo(Duration.ofHours(1).toNanos())));
    assertThat(bench.decided, is(empty()));
  }

  @Test
  void aServiceThatAsksToComeBackMuchLaterEndsTheRun() throws Exception {
    for (Kind kind : List.of(Kind.RATE, Kind.TRANSIENT)) {
      LaneBench one = new LaneBench();
      RateHints tomorrow = new RateHints(Duration.ofDays(1), 0, 0, Duration.ZERO);
      FakeService service = new FakeService(a -> FakeService.fails(kind, tomorrow));
      one.work(config(folder).build(), service, 5);
      assertThat(one.failures, hasSize(1));
      assertThat(one.failures.get(0).getMessage(), containsString("asks to come back in"));
      assertThat(service.calls(), hasSize(1));
      assertThat(service.nanoTime(), is(lessThan(Duration.ofMinutes(1).toNanos())));
    }
  }

  @Test
  void aTransientFailureIsAskedAgainAfterARandomWaitThatDoubles() throws Exception {
    for (double dice : new double[] {0, 0.999}) {
      LaneBench one = new LaneBench();
      FakeService service =
          new FakeService(
              a ->
                  a.number() <= 7
                      ? FakeService.fails(Kind.TRANSIENT).after(0)
                      : FakeService.good(a));
      service.dice(dice);
      one.work(config(folder).setMaxAttempts(8).build(), service, 5);
      List<Long> gaps = new ArrayList<>();
      for (int i = 1; i < 8; i++) {
        long gap = service.calls().get(i).startedAt() - service.calls().get(i - 1).startedAt();
        gaps.add(Math.round(gap / 1e9));
      }
      assertThat(
          gaps,
          is(
              dice == 0
                  ? List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L)
                  : List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L)));
      assertThat(one.decided, hasSize(5));
      assertThat(one.tally.getRetries(), is(7L));
    }
  }

  @Test
  void aTransientFailureObeysRetryAfter() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                a.number() == 1
                    ? FakeService.fails(Kind.TRANSIENT, COME_BACK_SOON)
                    : FakeService.good(a));
    bench.work(config(folder).build(), service, 5);
    assertThat(
        service.calls().get(1).startedAt() - service.calls().get(0).startedAt(),
        is(Duration.ofSeconds(8).toNanos()));
  }

  @Test
  void aBatchThatOnlyFailsStepsDownWithAllAttemptsOnEveryStep() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                holds(a, 1) && a.ids().size() > 1
                    ? FakeService.fails(Kind.LOST)
                    : FakeService.good(a));
    bench.work(config(folder).setMaxAttempts(2).build(), service, 4);
    assertThat(service.sizes(Stage.SCORES), containsInAnyOrder(4, 4, 2, 2, 2, 1, 1));
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 4)));
  }

  @Test
  void aFatalFailureStopsAtOnceAndKeepsWhatIsOnItsWay() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                a.number() == 2
                    ? FakeService.fails(Kind.FATAL).after(100)
                    : FakeService.good(a).after(5_000));
    bench.work(config(folder).build(), service, 100);
    assertThat(service.calls(), hasSize(4));
    assertThat(bench.decided, hasSize(30));
    assertThat(bench.unscored, is(empty()));
    assertThat(bench.paid, hasSize(3));
    try (Stream<Path> files = Files.walk(folder.resolve("open/run-1"))) {
      assertThat(files.filter(Files::isRegularFile).count(), is(3L));
    }
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getStage(), is(RunFailure.LLM));
    assertThat(
        bench.failures.get(0).getMessage(),
        startsWith("the LLM service http://service.test: it was FATAL"));
  }

  @Test
  void aServiceThatNeverAnswersEndsTheRun() throws Exception {
    FakeService service = new FakeService(a -> FakeService.fails(Kind.LOST));
    bench.work(config(folder).setMaxAttempts(2).build(), service, 100);
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getMessage(), containsString("does not answer: it was LOST"));
    assertThat(service.calls().size(), is(lessThanOrEqualTo(16)));
    assertThat(bench.decided, is(empty()));
    assertThat(bench.unscored, is(empty()));
  }

  @Test
  void aServiceThatRefusesEveryPaperEndsTheRun() throws Exception {
    FakeService service = new FakeService(a -> FakeService.fails(Kind.REJECTED));
    bench.work(config(folder).build(), service, 100);
    assertThat(bench.failures, hasSize(1));
  }

  @Test
  void aPaperThatIsRefusedIsFoundAndGivenUpWithoutFurtherAttempts() throws Exception {
    for (Kind kind : List.of(Kind.REJECTED, Kind.TOO_LONG)) {
      LaneBench one = new LaneBench();
      FakeService service =
          new FakeService(a -> holds(a, 3) ? FakeService.fails(kind) : FakeService.good(a));
      one.work(config(folder).build(), service, 8);
      assertThat(service.sizes(Stage.SCORES), containsInAnyOrder(8, 4, 4, 1, 1, 1, 1));
      assertThat(one.idsOf(Outcome.UNSCORED), is(List.of(id(3))));
      assertThat(one.unscored.get(0).getCause(), is("it was " + kind));
      assertThat(one.decided, hasSize(8));
      assertThat(one.failures, is(empty()));
    }
  }

  @Test
  void aRefusedParameterIsAskedAgainAtOnceWithTheWholeBatch() throws Exception {
    FakeService service =
        new FakeService(
            a -> a.number() == 1 ? FakeService.fails(Kind.UNSUPPORTED) : FakeService.good(a));
    bench.work(config(folder).setMaxAttempts(1).build(), service, 8);
    assertThat(service.sizes(Stage.SCORES), is(List.of(8, 8)));
    assertThat(bench.decided, hasSize(8));
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
        config(folder).setPapersPerPrompt(1).setLimits(new LimitConfig(120, 0, 16)).build(),
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
  void whatThisRunHasPaidForIsNotAskedAgain() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    LedgerAnswer.Builder answer =
        LedgerAnswer.builder()
            .setModel("fake")
            .setPromptSha256("p")
            .setAnsweredAt("2025-03-25T00:00:00.000Z")
            .setRunId("run-1");
    bench.known.put(
        "score " + id(1), answer.setKey("score " + id(1)).setRelevance(9).setNovelty(2).build());
    answer.setRelevance(null).setNovelty(null);
    bench.known.put("title " + id(2), answer.setKey("title " + id(2)).setDropped(true).build());
    bench.known.put("title " + id(3), answer.setKey("title " + id(3)).setDropped(false).build());
    bench.work(config(folder).setTitleFilter(true).build(), service, 4);
    assertThat(service.calls(Stage.TITLES).get(0).ids(), is(List.of(id(4))));
    assertThat(service.calls(Stage.SCORES).get(0).ids(), containsInAnyOrder(id(3), id(4)));
    assertThat(
        bench.outcomes().values(),
        contains(Outcome.BELOW_CUTOFF, Outcome.TITLE_FILTERED, Outcome.SELECTED, Outcome.SELECTED));
    assertThat(bench.decided, hasSize(4));
  }

  @Test
  void anAnswerThatCannotBeKeptEndsTheRun() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "no folder");
    FakeService service = new FakeService(FakeService::good);
    bench.work(config(file).build(), service, 100);
    assertThat(bench.failures, hasSize(1));
    assertThat(
        bench.failures.get(0).getMessage(),
        containsString("an answer could not be kept in the ledger"));
    assertThat(service.calls(), hasSize(4));
  }

  @Test
  void aClientThatBreaksEndsTheRunAndDoesNotHang() throws Exception {
    Function<Asked, Reply> broken =
        a -> {
          throw new IllegalStateException("broken");
        };
    bench.work(config(folder).build(), new FakeService(broken), 20);
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getMessage(), containsString("broken"));
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
}

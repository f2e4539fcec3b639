package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.paperbeam.score.LaneBench.id;
import static org.paperbeam.score.LaneBench.ids;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.paper.Outcome;
import org.paperbeam.testing.BatchPlan;
import org.paperbeam.testing.BatchService;

/** Lines of a batch that are refused for the rate: waited out, no attempt, and not for ever. */
class BatchRateTest extends BatchCase {
  /** Lines that hold the third paper are refused, as often as that says; they count from 1. */
  private void refuse(IntPredicate times) {
    int[] asked = {0};
    bench.answer(
        request ->
            BatchBench.ids(request).contains(id(3)) && times.test(++asked[0])
                ? BatchService.error(429, "rate_limit_exceeded", "Too many")
                : bench.good(request));
  }

  private LaneBench work(ScoreConfig.Builder config, int papers) throws Exception {
    return bench.work(config, "a", keptDay(papers));
  }

  @Test
  void aLineThatIsRefusedForTheRateIsAskedAgainAfterAWaitThatDoubles() throws Exception {
    refuse(times -> times <= 4);
    LaneBench lane = work(bench.config(true).setMaxAttempts(1), 25);
    assertThat(lane.failures, is(empty()));
    assertThat(lane.idsOf(Outcome.UNSCORED), is(empty()));
    assertThat(
        lane.decided.stream().map(r -> r.getPaper().getArxivId()).sorted().toList(),
        is(ids(1, 25)));
    assertThat("never in half", bench.batches.sizes(), is(List.of(3, 1, 1, 1, 1)));
    assertThat(bench.pace.nanoTime(), is(Duration.ofSeconds(30 + 60 + 120 + 240).toNanos()));
    assertThat(lane.tally.getRateLimited(), is(4L));
    assertThat(lane.tally.getRequests(), is(3L));
    assertThat(lane.tally.getRetries(), is(0L));
    assertThat(bench.batches.paid().values(), everyItem(is(1)));
    assertThat(
        lane.notices,
        hasItem("the service refuses requests for their rate (429): the next batch goes in 60 s"));
    assertThat(bench.openBatches(), is(empty()));
  }

  @Test
  void aServiceThatAnswersSomethingEveryTimeIsNotWaitedForLonger() throws Exception {
    Set<Integer> answered = new HashSet<>();
    bench.answer(
        request ->
            answered.add(bench.batches.sizes().size())
                ? bench.good(request)
                : BatchService.error(429, "rate_limit_exceeded", "Too many"));
    LaneBench lane = work(bench.config(true).setPrompts(LaneBench.prompts(1)).setMaxAttempts(1), 9);
    assertThat(lane.failures, is(empty()));
    assertThat(lane.decided, hasSize(9));
    assertThat(lane.unscored, is(empty()));
    assertThat(bench.batches.sizes(), is(List.of(9, 8, 7, 6, 5, 4, 3, 2, 1)));
    assertThat("eight waits of 30 s", bench.pace.nanoTime(), is(Duration.ofMinutes(4).toNanos()));
  }

  @Test
  void aServiceThatRefusesForAnHourWithoutAnAnswerEndsTheRun() throws Exception {
    refuse(times -> true);
    LaneBench lane = work(bench.config(true), 5);
    assertThat(lane.failures, hasSize(1));
    assertThat(
        lane.failures.get(0).getMessage(),
        containsString("has refused every call for an hour: 429 Too many; nothing is lost"));
    assertThat(bench.pace.nanoTime(), is(greaterThan(Duration.ofHours(1).toNanos())));
    assertThat(bench.batches.sizes().size(), is(lessThanOrEqualTo(12)));
    assertThat(lane.decided, is(empty()));
    assertThat(bench.openBatches(), is(empty()));
  }

  @Test
  void twoRefusalsOfBatchesThatTakeHoursAreNotTheEnd() throws Exception {
    bench.batches.plan(1, BatchPlan.AT_ONCE.after("in_progress", "in_progress"));
    bench.batches.plan(2, BatchPlan.AT_ONCE.after("in_progress", "in_progress"));
    refuse(times -> times <= 2);
    LaneBench lane = work(bench.config(true).setBatch(BatchOptions.of(true, 3600)), 5);
    assertThat(lane.failures, is(empty()));
    assertThat(lane.decided, hasSize(5));
    assertThat(bench.batches.sizes(), is(List.of(1, 1, 1)));
  }

  @Test
  void anOnlineRunAsksALineOfAnEarlierBatchAgainWithoutAnAttempt() throws Exception {
    refuse(times -> times <= 1);
    bench.batches.plan(1, BatchPlan.AT_ONCE.after("in_progress"));
    bench.pace.meanwhile =
        () ->
            bench.batches.answer(
                "GET /batches/id", BatchService.error(401, "invalid_api_key", "Incorrect API key"));
    assertThat(work(bench.config(true), 5).failures, hasSize(1));
    bench.batches.answer("GET /batches/id", null);
    LaneBench online = bench.work(bench.config(false).setMaxAttempts(1), "b", keptDay(5));
    assertThat(online.failures, is(empty()));
    assertThat(online.decided, hasSize(5));
    assertThat(online.tally.getRateLimited(), is(1L));
    assertThat(online.unscored, is(empty()));
  }
}

package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.testing.BatchPlan;
import org.paperbeam.testing.BatchService;

/** Batches that the service does not take, or of which nothing can be heard. */
class BatchRefusalTest extends BatchCase {
  @Test
  void aQueueThatIsFullGetsSmallerBatchesOneAfterTheOther() throws Exception {
    bench.batches.plan(1, BatchPlan.refused("token_limit_exceeded", 0));
    LaneBench lane = bench.work(bench.config(true), "a", keptDay(45));
    assertWhole(lane, 45);
    assertThat(bench.batches.sizes().get(0), is(5));
    assertThat(
        bench.batches.sizes().subList(1, bench.batches.sizes().size()),
        everyItem(lessThanOrEqualTo(3)));
    assertThat(bench.batches.paidRequests(), is(5));
    assertThat(lane.tally.getRetries(), is(0L));
  }

  @Test
  void aLineThatIsNotTakenIsLeftOutAndTheOthersAreAskedAgain() throws Exception {
    bench.batches.plan(1, BatchPlan.refused("invalid_json_line", 2));
    LaneBench lane = bench.work(bench.config(true), "a", keptDay(45));
    assertWhole(lane, 45);
    assertThat("half of the refused one", bench.batches.sizes(), is(List.of(5, 4 + 2)));
  }

  @Test
  void whatNoBatchGetsPastEndsTheRun() throws Exception {
    List<FailureKind> kinds = new ArrayList<>();
    for (BatchPlan plan :
        List.of(
            BatchPlan.refused("billing_hard_limit_reached", 0),
            BatchPlan.refused("model_not_found", 1),
            BatchPlan.refused("who_knows", 0))) {
      try (BatchBench one = new BatchBench(folder.resolve(plan.errorCode()))) {
        one.batches.plan(1, plan);
        LaneBench lane = one.work(one.config(true), "a", oneDay(25));
        assertThat(lane.failures, hasSize(1));
        assertThat(
            lane.failures.get(0).getMessage(),
            containsString("batch 1 was not taken: " + plan.errorCode()));
        kinds.add(lane.failures.get(0).getKind());
        assertThat(lane.decided, is(empty()));
        assertThat(one.batches.sizes(), hasSize(1));
        assertThat(one.openBatches(), is(empty()));
        assertThat("nothing stays open", lane.tally.getWarnings(), is(empty()));
      }
    }
    assertThat(kinds, is(List.of(FailureKind.QUOTA, FailureKind.MISSING, FailureKind.REFUSED)));
  }

  @Test
  void aRejectedKeyEndsTheRunAndLeavesWhatIsOpen() throws Exception {
    for (String call : List.of("POST /files", "POST /batches", "GET /batches/id")) {
      try (BatchBench one = new BatchBench(folder.resolve(call.replaceAll("[ /]", "-")))) {
        one.batches.answer(
            call,
            BatchService.error(401, "invalid_api_key", "Incorrect API key: " + BatchBench.KEY));
        LaneBench lane = one.work(one.config(true), "a", oneDay(25));
        assertThat(lane.failures, hasSize(1));
        assertThat(lane.failures.get(0).getMessage(), containsString("401 Incorrect API key"));
        assertThat(lane.failures.get(0).getKind(), is(FailureKind.CREDENTIAL));
        assertThat(lane.failures.get(0).getMessage(), not(containsString(BatchBench.KEY)));
        boolean isOpen = call.startsWith("GET");
        assertThat(one.openBatches(), hasSize(isOpen ? 1 : 0));
        assertThat(lane.tally.getWarnings(), hasSize(isOpen ? 1 : 0));
        one.batches.answer(call, null);
        LaneBench next = one.work(one.config(true), "b", oneDay(25));
        assertThat(next.decided, hasSize(25));
        assertThat(one.answered.values(), everyItem(is(1)));
        assertThat(one.batches.sizes(), is(List.of(3, 3)));
      }
    }
  }

  @Test
  void aServiceWithoutABatchApiIsSaidToBeOne() throws Exception {
    bench.batches.answer("POST /files", BatchService.error(404, "not_found", "Unknown path"));
    LaneBench lane = bench.work(bench.config(true), "a", oneDay(5));
    assertThat(lane.failures.get(0).getMessage(), containsString("to have no Batch API; nothing"));
    assertThat(lane.failures.get(0).getKind(), is(FailureKind.MISSING));
    assertThat(lane.failures.get(0).getRemedy(), is(Remedy.ASK_ONLINE));
    assertThat(bench.server.requests(), hasSize(1));
  }

  @Test
  void aServiceThatIsOutOfReachIsWaitedForLongerWhenABatchIsOpen() throws Exception {
    bench.batches.answer("POST /files", BatchService.error(503, "overloaded", "Overloaded"));
    LaneBench lane = bench.work(bench.config(true), "a", oneDay(5));
    assertThat(
        lane.failures.get(0).getMessage(), containsString("out of reach for 5 minutes: 503"));
    assertThat(lane.failures.get(0).getKind(), is(FailureKind.BROKEN));
    assertThat(
        lane.notices,
        is(List.of("a batch could not be sent: 503 Overloaded; tried again every 30 s")));
    bench.batches.answer("POST /files", null);
    bench.batches.answer("GET /batches/id", BatchService.error(503, "overloaded", "Overloaded"));
    LaneBench open = bench.work(bench.config(true), "b", oneDay(5));
    assertThat(
        open.failures.get(0).getMessage(), containsString("out of reach for 60 minutes: 503"));
    assertThat(
        open.tally.getWarnings(),
        is(
            List.of(
                "batch_1 (1 request) stays open at the service; the same command fetches its"
                    + " answers")));
    bench.pace.meanwhile = () -> bench.batches.answer("GET /batches/id", null);
    assertWhole(bench.work(bench.config(true), "c", oneDay(5)), 5);
    assertThat(bench.answered.values(), everyItem(is(1)));
  }
}

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
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.paperbeam.score.LaneBench.day;
import static org.paperbeam.score.LaneBench.id;
import static org.paperbeam.score.LaneBench.ids;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.money.Price;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Stage;
import org.paperbeam.testing.BatchPlan;
import org.paperbeam.testing.BatchService;
import org.paperbeam.testing.LoopbackServer.Answer;

/** The lane through the Batch API: what comes out, in how many rounds, and what goes wrong. */
class BatchLaneTest {
  private static final Price PRICE =
      new Price(new BigDecimal("2.5"), new BigDecimal("1.25"), BigDecimal.TEN)
          .withBatchFactor(new BigDecimal("0.5"));

  @TempDir private Path folder;

  private BatchBench bench;

  @BeforeEach
  void start() {
    bench = new BatchBench(folder.resolve("ledger"));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private static List<Map.Entry<String, List<PaperQuestion>>> days() {
    return List.of(day("2025-03-24", 1, 25, false), day("2025-03-25", 26, 45, false));
  }

  private static List<Map.Entry<String, List<PaperQuestion>>> oneDay(int papers) {
    return List.of(day("2025-03-25", 1, papers, false));
  }

  private static List<PaperRecord> records(LaneBench lane) {
    return lane.decided.stream()
        .map(r -> r.toBuilder().setRunId(null).setScoredAt(null).build())
        .sorted(Comparator.comparing(r -> r.getPaper().getArxivId()))
        .toList();
  }

  private void assertWhole(LaneBench lane, int papers) throws Exception {
    assertThat(lane.failures.toString(), lane.failures, is(empty()));
    assertThat(lane.unscored, is(empty()));
    assertThat(
        lane.decided.stream().map(r -> r.getPaper().getArxivId()).sorted().toList(),
        is(ids(1, papers)));
    assertThat(bench.openBatches(), is(empty()));
  }

  @Test
  void aDayGivesTheSameRecordsAsOnlineInTwoRoundsAtHalfThePrice() throws Exception {
    LaneBench batch =
        bench.work(bench.config(true).setPrice(PRICE).setMaxCostUsd(9.0), "b", days());
    assertWhole(batch, 45);
    assertThat("a round for titles, one for abstracts", bench.batches.sizes(), is(List.of(5, 5)));
    assertThat(bench.batches.uploads(), is(2));
    assertThat(bench.batches.paidRequests(), is(10));
    assertThat(batch.tally.getRequests(), is(10L));
    assertThat(batch.tally.getRetries(), is(0L));
    assertThat(batch.paid, hasSize(10));
    assertThat(batch.paid.stream().allMatch(PaidCall::isBatch), is(true));
    assertThat("inputs are deleted", bench.batches.files(), everyItem(startsWith("file-output-")));
    assertThat(
        batch.notices, hasItem(startsWith("batch 1 of 5 requests is at the service (batch_1)")));
    assertThat(batch.notices, hasItem("batch 2: completed, 5 of 5 requests done, 0 failed"));
    assertThat(batch.costMicroUsd, is(10 * 1_750L));

    BatchBench other = new BatchBench(folder.resolve("other"));
    try (other) {
      LaneBench online = other.work(other.config(false).setPrice(PRICE), "o", days());
      assertThat(records(batch), is(records(online)));
      assertThat(other.batches.uploads(), is(0));
      assertThat(online.costMicroUsd, is(10 * 3_500L));
    }
  }

  @Test
  void aSecondRunAsksNothing() throws Exception {
    LaneBench first = bench.work(bench.config(true), "a", days());
    LaneBench second = bench.work(bench.config(true), "b", days());
    assertWhole(second, 45);
    assertThat(records(second), is(records(first)));
    assertThat(bench.batches.uploads(), is(2));
  }

  @Test
  void whoWaitsIsToldHowFarABatchIs() throws Exception {
    bench.batches.plan(1, BatchPlan.AT_ONCE.after("validating", "in_progress", "in_progress"));
    LaneBench lane = bench.work(bench.config(true), "a", oneDay(5));
    assertWhole(lane, 5);
    assertThat(lane.notices, hasItem("batch 1: validating, 1 request; asked again in 30 s"));
    assertThat(
        lane.notices.stream()
            .filter(n -> n.contains("0 of 1 requests done, 0 failed; asked"))
            .count(),
        is(1L));
  }

  @Test
  void whatAnExpiredBatchHasAnsweredIsUsedAndTheRestAskedAgain() throws Exception {
    bench.batches.plan(1, BatchPlan.ends("expired").after("in_progress").answering(3));
    LaneBench lane = bench.work(bench.config(true), "a", days());
    assertWhole(lane, 45);
    // The first day, whose titles are judged, does not wait for the second.
    assertThat(bench.batches.sizes(), is(List.of(5, 2 + 3, 2)));
    assertEachOnce();
    assertThat(
        lane.tally.getWarnings(),
        is(List.of("batch_1: expired with 3 of 5 requests done; the others are asked again")));
  }

  private void assertEachOnce() {
    bench.answered.forEach((question, times) -> assertThat(question, times, is(1)));
    assertThat(
        bench.answered.keySet().stream().filter(q -> q.startsWith(Stage.TITLES.label())).count(),
        is(45L));
  }

  @Test
  void everyKindOfFailedLineIsDealtWithAsOnline() throws Exception {
    Map<String, BatchService.Refusal> refusals =
        Map.of(
            id(1), new BatchService.Refusal(500, "server_error", "The server had an error"),
            id(2), new BatchService.Refusal(429, "rate_limit_exceeded", "Too many"),
            id(3), new BatchService.Refusal(400, "context_length_exceeded", "Too long"),
            id(4), new BatchService.Refusal(400, "content_filter", "Filtered"));
    Map<String, Integer> refused = new TreeMap<>();
    bench.answer(
        request -> {
          for (String id : BatchBench.ids(request)) {
            BatchService.Refusal refusal = refusals.get(id);
            boolean always = id.equals(id(4));
            if (refusal != null
                && BatchBench.stage(request) == Stage.SCORES
                && (always || refused.merge(id, 1, Integer::sum) == 1)) {
              return refusal.answer();
            }
          }
          return bench.good(request);
        });
    LaneBench lane =
        bench.work(bench.config(true).setTitleFilter(false).setPapersPerPrompt(2), "a", keptDay(8));
    assertThat(lane.failures, is(empty()));
    assertThat(lane.idsOf(Outcome.UNSCORED), is(List.of(id(4))));
    assertThat(lane.unscored.get(0).getCause(), is("400 Filtered"));
    assertThat(lane.decided, hasSize(8));
    assertThat(bench.openBatches(), is(empty()));
    assertThat(bench.batches.paid().values(), everyItem(is(1)));
  }

  private static List<Map.Entry<String, List<PaperQuestion>>> keptDay(int papers) {
    return List.of(day("2025-03-25", 1, papers, true));
  }

  @Test
  void aLineWithoutAnyAnswerIsAskedAgain() throws Exception {
    int[] calls = {0};
    bench.answer(request -> calls[0]++ == 0 ? Answer.hangUp() : bench.good(request));
    LaneBench lane = bench.work(bench.config(true), "a", keptDay(25));
    assertWhole(lane, 25);
    assertThat(bench.batches.sizes(), is(List.of(3, 1)));
    assertThat(lane.tally.getRetries(), is(1L));
  }

  @Test
  void anUnreadableAnswerIsAskedForInHalfThenAlone() throws Exception {
    bench.answer(
        request ->
            BatchBench.ids(request).contains(id(3))
                ? BatchBench.saying("I would rather not.")
                : bench.good(request));
    LaneBench lane = bench.work(bench.config(true).setMaxAttempts(2), "a", keptDay(8));
    assertThat(bench.batches.sizes(), is(List.of(1, 2, 4, 1)));
    assertThat(lane.idsOf(Outcome.UNSCORED), is(List.of(id(3))));
    assertThat(lane.unscored.get(0).getRawAnswer(), is("I would rather not."));
    assertThat(lane.unscored.get(0).getAttempts(), is(4));
    assertThat(lane.decided, hasSize(8));
  }

  @Test
  void aParameterThatIsNotTakenIsLeftOutInTheNextRound() throws Exception {
    bench.answer(
        request ->
            request.body().contains("\"temperature\"")
                ? BatchService.error(400, "unsupported_value", "'temperature' is not supported")
                : request.body().contains("\"json_schema\"")
                    ? BatchService.error(400, "invalid", "response_format is not supported")
                    : bench.good(request));
    LaneBench lane = bench.work(bench.config(true).setMaxAttempts(1), "a", keptDay(25));
    assertWhole(lane, 25);
    assertThat(bench.batches.sizes(), is(List.of(3, 3, 3)));
  }

  @Test
  void moreThanABatchHoldsBecomesSeveralThatAreOpenTogether() throws Exception {
    String[] busy = Collections.nCopies(5, "in_progress").toArray(new String[0]);
    bench.batches.plan(1, BatchPlan.AT_ONCE.after(busy));
    LaneBench lane =
        bench.work(
            bench.config(true).setBatch(new BatchOptions(true, 30, 2, 1_000_000)),
            "a",
            keptDay(45));
    assertWhole(lane, 45);
    assertThat(bench.batches.sizes(), is(List.of(2, 2, 1)));
    // Each that is sent is a reason to look; the other three looks are 30 s apart.
    assertThat("no wait between them", bench.pace.nanoTime(), is(90_000_000_000L));
    BatchBench small = new BatchBench(folder.resolve("small"));
    try (small) {
      LaneBench bytes =
          small.work(
              small.config(true).setBatch(new BatchOptions(true, 30, 50_000, 1)), "a", keptDay(25));
      assertThat("a request larger than the limit goes alone", bytes.decided, hasSize(25));
      assertThat(small.batches.sizes(), is(List.of(1, 1, 1)));
    }
  }

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
        assertThat(lane.decided, is(empty()));
        assertThat(one.batches.sizes(), hasSize(1));
        assertThat(one.openBatches(), is(empty()));
        assertThat("nothing stays open", lane.tally.getWarnings(), is(empty()));
      }
    }
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
    assertThat(lane.failures.get(0).getMessage(), containsString("use --llmMode=online"));
    assertThat(bench.server.requests(), hasSize(1));
  }

  @Test
  void aServiceThatIsOutOfReachIsWaitedForLongerWhenABatchIsOpen() throws Exception {
    bench.batches.answer("POST /files", BatchService.error(503, "overloaded", "Overloaded"));
    LaneBench lane = bench.work(bench.config(true), "a", oneDay(5));
    assertThat(
        lane.failures.get(0).getMessage(), containsString("out of reach for 5 minutes: 503"));
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

  @Test
  void theCapIsReservedBeforeABatchAndUsedOverSeveral() throws Exception {
    for (double usd : new double[] {0.005, 0.02, 0.04, 0.2}) {
      try (BatchBench one = new BatchBench(folder.resolve("cap" + usd))) {
        LaneBench lane =
            one.work(one.config(true).setPrice(PRICE).setMaxCostUsd(usd), "a", keptDay(45));
        double billed = one.batches.paidRequests() * 0.00175;
        assertThat("at " + usd, billed, is(lessThanOrEqualTo(usd)));
        assertThat(lane.decided, hasSize(45));
        assertThat(lane.failures, is(empty()));
        assertThat("at " + usd, lane.tally.isCapReached(), is(!lane.unscored.isEmpty()));
        assertThat(one.openBatches(), is(empty()));
        if (usd == 0.2) {
          assertThat(lane.unscored, is(empty()));
        }
        if (usd == 0.04) {
          assertThat("more than one", one.batches.sizes().size(), is(greaterThan(1)));
        }
      }
    }
  }
}

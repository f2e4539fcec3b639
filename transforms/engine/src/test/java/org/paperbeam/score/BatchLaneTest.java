package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;
import static org.paperbeam.score.LaneBench.day;
import static org.paperbeam.score.LaneBench.id;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.money.Price;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Stage;
import org.paperbeam.testing.BatchPlan;
import org.paperbeam.testing.BatchService;
import org.paperbeam.testing.LoopbackServer.Answer;

/** The lane through the Batch API: what comes out, in how many rounds, and what goes wrong. */
class BatchLaneTest extends BatchCase {
  private static final Price PRICE =
      new Price(new BigDecimal("2.5"), new BigDecimal("1.25"), BigDecimal.TEN)
          .withBatchFactor(new BigDecimal("0.5"));

  private static List<Map.Entry<String, List<PaperQuestion>>> days() {
    return List.of(day("2025-03-24", 1, 25, false), day("2025-03-25", 26, 45, false));
  }

  private static List<PaperRecord> records(LaneBench lane) {
    return lane.decided.stream()
        .map(r -> r.toBuilder().setRunId(null).setScoredAt(null).build())
        .sorted(Comparator.comparing(r -> r.getPaper().getArxivId()))
        .toList();
  }

  private static SpendConfig spending(@Nullable Double maxCostUsd) {
    return SpendConfig.builder().setPrice(PRICE).setMaxCostUsd(maxCostUsd).build();
  }

  @Test
  void aDayGivesTheSameRecordsAsOnlineInTwoRoundsAtHalfThePrice() throws Exception {
    LaneBench batch = bench.work(bench.config(true).setSpending(spending(9.0)), "b", days());
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
      LaneBench online = other.work(other.config(false).setSpending(spending(null)), "o", days());
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
        bench.work(
            bench.config(true).setTitleFilter(false).setPrompts(LaneBench.prompts(2)),
            "a",
            keptDay(8));
    assertThat(lane.failures, is(empty()));
    assertThat(lane.idsOf(Outcome.UNSCORED), is(List.of(id(4))));
    assertThat(lane.unscored.get(0).getCause(), is("400 Filtered"));
    assertThat(lane.decided, hasSize(8));
    assertThat(bench.openBatches(), is(empty()));
    assertThat(bench.batches.paid().values(), everyItem(is(1)));
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
  void theCapIsReservedBeforeABatchAndUsedOverSeveral() throws Exception {
    for (double usd : new double[] {0.005, 0.02, 0.04, 0.2}) {
      try (BatchBench one = new BatchBench(folder.resolve("cap" + usd))) {
        LaneBench lane = one.work(one.config(true).setSpending(spending(usd)), "a", keptDay(45));
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

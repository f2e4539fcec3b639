package org.paperbeam.pipeline.report;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.CallPrices;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.pipeline.report.LlmTotals.FallbackTotals;
import org.paperbeam.pipeline.report.LlmTotals.Rescored;
import org.paperbeam.publish.Usages;
import org.paperbeam.records.DayUsage;

/** Adds up what a run's calls took. */
public final class LlmAccounts {
  private LlmAccounts() {}

  /**
   * The totals of a run.
   *
   * @param calls every answered call of the run; one that comes twice counts once
   * @param tallies what its lanes counted; none when the lane was lost
   * @param answersFromLedger papers that the ledger decided
   * @param prices of every call; where one is unknown, so is the cost
   */
  public static LlmTotals of(
      List<PaidCall> calls, List<LaneTally> tallies, long answersFromLedger, CallPrices prices) {
    DayUsage usage = usage(calls, prices);
    return new LlmTotals(
        // A lane that was lost with its worker told nobody of its calls; those answered are known.
        Math.max(tallies.stream().mapToLong(LaneTally::getRequests).sum(), usage.getRequests()),
        tallies.stream().mapToLong(LaneTally::getRetries).sum(),
        tallies.stream().mapToLong(LaneTally::getRateLimited).sum(),
        answersFromLedger,
        usage.getPromptTokens(),
        usage.getCachedTokens(),
        usage.getCompletionTokens(),
        cost(usage),
        tallies.stream().mapToLong(LaneTally::getThrottledMillis).sum() / 1000.0,
        fallback(calls, prices),
        rescored(tallies));
  }

  private static @Nullable Rescored rescored(List<LaneTally> tallies) {
    long papers = tallies.stream().mapToLong(LaneTally::getRescored).sum();
    return papers == 0
        ? null
        : new Rescored(papers, tallies.stream().mapToLong(LaneTally::getDecisionsChanged).sum());
  }

  private static @Nullable FallbackTotals fallback(List<PaidCall> calls, CallPrices prices) {
    String model = prices.fallbackModel();
    if (model == null) {
      return null;
    }
    DayUsage usage = usage(calls.stream().filter(prices::isFallback).toList(), prices);
    return new FallbackTotals(
        model,
        usage.getRequests(),
        usage.getPromptTokens(),
        usage.getCachedTokens(),
        usage.getCompletionTokens(),
        usage.getRequests() == 0 ? (Double) 0.0 : cost(usage));
  }

  private static DayUsage usage(List<PaidCall> calls, CallPrices prices) {
    Usages usages = new Usages();
    calls.forEach(usages::add);
    return usages.sum("the run", prices);
  }

  private static @Nullable Double cost(DayUsage usage) {
    Double prompt = usage.getPromptCostUsd();
    Double completion = usage.getCompletionCostUsd();
    return prompt == null || completion == null ? null : (Double) microDollars(prompt + completion);
  }

  /** A sum of binary fractions shows digits that mean nothing. */
  private static double microDollars(double usd) {
    return Math.round(usd * 1e6) / 1e6;
  }
}

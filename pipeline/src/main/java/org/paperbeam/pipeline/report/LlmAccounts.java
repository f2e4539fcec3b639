package org.paperbeam.pipeline.report;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.money.Price;
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
   * @param price null when it is unknown, and then so is the cost
   */
  public static LlmTotals of(
      List<PaidCall> calls,
      List<LaneTally> tallies,
      long answersFromLedger,
      @Nullable Price price) {
    Usages usages = new Usages();
    calls.forEach(usages::add);
    DayUsage usage = usages.sum("the run", price);
    Double prompt = usage.getPromptCostUsd();
    Double completion = usage.getCompletionCostUsd();
    return new LlmTotals(
        // A lane that was lost with its worker told nobody of its calls; those answered are known.
        Math.max(tallies.stream().mapToLong(LaneTally::getRequests).sum(), usage.getRequests()),
        tallies.stream().mapToLong(LaneTally::getRetries).sum(),
        tallies.stream().mapToLong(LaneTally::getRateLimited).sum(),
        answersFromLedger,
        usage.getPromptTokens(),
        usage.getCachedTokens(),
        usage.getCompletionTokens(),
        prompt == null || completion == null ? null : (Double) microDollars(prompt + completion),
        tallies.stream().mapToLong(LaneTally::getThrottledMillis).sum() / 1000.0);
  }

  /** A sum of binary fractions shows digits that mean nothing. */
  private static double microDollars(double usd) {
    return Math.round(usd * 1e6) / 1e6;
  }
}

package org.paperbeam.publish;

import java.util.LinkedHashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.CallPrices;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.money.Cost;
import org.paperbeam.money.Price;
import org.paperbeam.records.DayUsage;

/** Adds up answered calls, each once, however often it comes. Not thread-safe. */
public final class Usages {
  private final Map<String, PaidCall> calls = new LinkedHashMap<>();

  public void add(PaidCall call) {
    calls.put(call.getId(), call);
  }

  /**
   * The sum under a name, with what it cost, each call at its price: through the Batch API or not.
   * The cost is null when the price of any call is unknown, or the service did not tell what it
   * used.
   */
  public DayUsage sum(String date, @Nullable Price price) {
    return sum(date, CallPrices.ofOne(price));
  }

  /** The same, where calls may have been answered by several models. */
  public DayUsage sum(String date, CallPrices prices) {
    long prompt = 0;
    long cached = 0;
    long completion = 0;
    Cost cost = Cost.ZERO;
    boolean known = prices.price() != null || !calls.isEmpty();
    for (PaidCall call : calls.values()) {
      prompt += call.getPromptTokens();
      cached += call.getCachedTokens();
      completion += call.getCompletionTokens();
      Price paid = prices.of(call);
      known &= paid != null && call.isUsageKnown();
      if (paid != null) {
        cost =
            cost.plus(
                paid.cost(
                    call.getPromptTokens(), call.getCachedTokens(), call.getCompletionTokens()));
      }
    }
    return DayUsage.builder()
        .setDate(date)
        .setRequests(calls.size())
        .setPromptTokens(prompt)
        .setCachedTokens(cached)
        .setCompletionTokens(completion)
        .setPromptCostUsd(known ? (Double) cost.promptUsd().doubleValue() : null)
        .setCompletionCostUsd(known ? (Double) cost.completionUsd().doubleValue() : null)
        .build();
  }
}

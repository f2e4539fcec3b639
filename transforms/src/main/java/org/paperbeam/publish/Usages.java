package org.paperbeam.publish;

import java.util.LinkedHashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.money.Cost;
import org.paperbeam.money.Price;
import org.paperbeam.records.DayUsage;
import org.paperbeam.score.PaidCall;

/** Adds up answered calls, each once, however often it comes. Not thread-safe. */
public final class Usages {
  private final Map<String, PaidCall> calls = new LinkedHashMap<>();

  public void add(PaidCall call) {
    calls.put(call.getId(), call);
  }

  /** The sum under a name, with what it cost when the price is known. */
  public DayUsage sum(String date, @Nullable Price price) {
    long prompt = 0;
    long cached = 0;
    long completion = 0;
    Cost cost = Cost.ZERO;
    for (PaidCall call : calls.values()) {
      prompt += call.getPromptTokens();
      cached += call.getCachedTokens();
      completion += call.getCompletionTokens();
      if (price != null) {
        cost =
            cost.plus(
                price.cost(
                    call.getPromptTokens(), call.getCachedTokens(), call.getCompletionTokens()));
      }
    }
    return DayUsage.builder()
        .setDate(date)
        .setRequests(calls.size())
        .setPromptTokens(prompt)
        .setCachedTokens(cached)
        .setCompletionTokens(completion)
        .setPromptCostUsd(price == null ? null : (Double) cost.promptUsd().doubleValue())
        .setCompletionCostUsd(price == null ? null : (Double) cost.completionUsd().doubleValue())
        .build();
  }
}

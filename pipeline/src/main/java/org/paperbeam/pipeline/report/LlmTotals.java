package org.paperbeam.pipeline.report;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the LLM did in one run. Immutable.
 *
 * @param requests answered calls that were paid for in this run
 * @param retries calls that repeated one that failed
 * @param rateLimited calls that the service refused for their rate
 * @param answersFromLedger answers that cost nothing, because an earlier run paid for them
 * @param promptTokens as the service counted them, cached ones included
 * @param cachedTokens the part of the prompt tokens billed at the cached price
 * @param completionTokens as the service counted them
 * @param costUsd US dollars; null when the model's price is unknown, which is not 0
 * @param secondsThrottled for which calls waited for the limits
 */
public record LlmTotals(
    long requests,
    long retries,
    long rateLimited,
    long answersFromLedger,
    long promptTokens,
    long cachedTokens,
    long completionTokens,
    @Nullable Double costUsd,
    double secondsThrottled) {

  /** A run that asked nothing. */
  public static LlmTotals none() {
    return new LlmTotals(0, 0, 0, 0, 0, 0, 0, 0.0, 0);
  }
}

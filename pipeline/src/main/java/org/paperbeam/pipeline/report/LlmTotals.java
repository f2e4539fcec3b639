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
 * @param fallback the part of it that the model which takes over had; null when none does
 * @param rescored what asking again has brought; null when nothing was asked again
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
    double secondsThrottled,
    @Nullable FallbackTotals fallback,
    @Nullable Rescored rescored) {

  /**
   * What asking again near a cut-off has brought in this run.
   *
   * @param papers decided by more answers than one
   * @param decisionsChanged those that their first answer alone would have decided otherwise
   */
  public record Rescored(long papers, long decisionsChanged) {}

  /**
   * What the model that takes over did, as far as it was answered.
   *
   * @param model its name
   * @param requests answered calls
   * @param costUsd US dollars; null when its price is unknown
   */
  public record FallbackTotals(
      String model,
      long requests,
      long promptTokens,
      long cachedTokens,
      long completionTokens,
      @Nullable Double costUsd) {}

  /** Totals of one model alone. */
  public LlmTotals(
      long requests,
      long retries,
      long rateLimited,
      long answersFromLedger,
      long promptTokens,
      long cachedTokens,
      long completionTokens,
      @Nullable Double costUsd,
      double secondsThrottled) {
    this(
        requests,
        retries,
        rateLimited,
        answersFromLedger,
        promptTokens,
        cachedTokens,
        completionTokens,
        costUsd,
        secondsThrottled,
        null,
        null);
  }

  /**
   * The same where as many calls and tokens at least were paid for: what is known from two sides,
   * of which one may have missed something.
   */
  public LlmTotals orMore(long calls, long prompt, long completion, double usd) {
    if (prompt <= promptTokens && completion <= completionTokens) {
      return this;
    }
    return new LlmTotals(
        Math.max(requests, calls),
        retries,
        rateLimited,
        answersFromLedger,
        Math.max(promptTokens, prompt),
        cachedTokens,
        Math.max(completionTokens, completion),
        costUsd == null ? null : (Double) Math.max(costUsd, usd),
        secondsThrottled,
        fallback,
        rescored);
  }

  /** A run that asked nothing. */
  public static LlmTotals none() {
    return new LlmTotals(0, 0, 0, 0, 0, 0, 0, 0.0, 0);
  }
}

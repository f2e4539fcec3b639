package org.paperbeam.pipeline.settings;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.llm.KeySource;
import org.paperbeam.money.Price;

/**
 * How the LLM is asked. Immutable; says where the key is and never holds it.
 *
 * @param url base URL, without a slash at its end
 * @param model as the service names it; empty when the scorer is offline and none is named
 * @param limits what the whole job may use
 * @param titleFilter whether titles are asked about first
 * @param papersPerPrompt the most papers in a prompt, 1 to 200
 * @param promptTokens the most tokens in a prompt, 500 to 1,000,000
 * @param batch whether calls go through the Batch API
 * @param price the model's; null when it is unknown, and then no cost is known either
 */
public record LlmSettings(
    String url,
    String model,
    KeySource key,
    Limits limits,
    boolean titleFilter,
    int papersPerPrompt,
    int promptTokens,
    Batch batch,
    @Nullable Price price)
    implements Serializable {

  /** What a call costs in the mode that is chosen; null when that is unknown. */
  public @Nullable Price effectivePrice() {
    return price == null ? null : price.of(batch.on()).orElse(null);
  }

  /**
   * What the calls may use, for the whole job whatever the runner and its parallelism.
   *
   * @param requestsPerMinute null for no limit
   * @param tokensPerMinute of prompts and answers; null for no limit
   * @param maxInFlight calls in flight, 1 to 10,000
   * @param timeoutSeconds per call, 1 to 3,600
   * @param maxAttempts for a paper that is asked alone, 1 to 100
   * @param maxCostUsd null for no cap
   */
  public record Limits(
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute,
      int maxInFlight,
      int timeoutSeconds,
      int maxAttempts,
      @Nullable Double maxCostUsd)
      implements Serializable {}

  /**
   * Whether calls go through the Batch API.
   *
   * @param on whether new ones do
   * @param pollSeconds between two looks at an open batch, 1 to 3,600
   */
  public record Batch(boolean on, int pollSeconds) implements Serializable {}
}

package org.paperbeam.money;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A model's price in US dollars per million tokens. Arithmetic is decimal and exact.
 *
 * @param prompt for a prompt token that was not in the provider's cache
 * @param cachedPrompt for a prompt token from the cache; equal to {@code prompt} where the provider
 *     gives no discount
 * @param completion for a token of the answer, hidden reasoning included
 * @param batchFactor what the provider's Batch API takes of these prices, above 0 and at most 1;
 *     null when it has none that we know, and then its price is unknown
 */
public record Price(
    BigDecimal prompt,
    BigDecimal cachedPrompt,
    BigDecimal completion,
    @Nullable BigDecimal batchFactor)
    implements Serializable {
  private static final int MILLION_DIGITS = 6;

  public Price {
    prompt = checked("prompt", prompt);
    cachedPrompt = checked("cachedPrompt", cachedPrompt);
    completion = checked("completion", completion);
    if (batchFactor != null) {
      batchFactor = checked("batchFactor", batchFactor);
      if (batchFactor.signum() == 0 || batchFactor.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "batchFactor must be above 0 and at most 1, it is " + batchFactor);
      }
    }
  }

  /** A price that no Batch API lowers. */
  public Price(BigDecimal prompt, BigDecimal cachedPrompt, BigDecimal completion) {
    this(prompt, cachedPrompt, completion, null);
  }

  /** The same price with what a Batch API takes of it. */
  public Price withBatchFactor(@Nullable BigDecimal factor) {
    return new Price(prompt, cachedPrompt, completion, factor);
  }

  /**
   * What the model costs through its Batch API; empty when that is unknown. The discounts of the
   * cache and of the batch are not added up, as providers differ in that: a cached token costs the
   * lesser of the two.
   */
  Optional<Price> inBatch() {
    if (batchFactor == null) {
      return Optional.empty();
    }
    BigDecimal lower = prompt.multiply(batchFactor);
    return Optional.of(
        new Price(
            lower, cachedPrompt.min(lower), completion.multiply(batchFactor), BigDecimal.ONE));
  }

  /** This price, or the one through the Batch API; empty when that is unknown. */
  public Optional<Price> of(boolean batch) {
    return batch ? inBatch() : Optional.of(this);
  }

  /**
   * The cost of a call.
   *
   * @param promptTokens all tokens of the prompt, the cached ones among them
   * @param cachedTokens those of them that came from the cache; a service that reports more than
   *     the prompt has is taken to mean the whole prompt
   * @param completionTokens the tokens of the answer
   * @throws IllegalArgumentException for a number of tokens below 0
   */
  public Cost cost(long promptTokens, long cachedTokens, long completionTokens) {
    if (promptTokens < 0 || cachedTokens < 0 || completionTokens < 0) {
      throw new IllegalArgumentException(
          "tokens must be 0 or more, they are %d (prompt), %d (cached), %d (completion)"
              .formatted(promptTokens, cachedTokens, completionTokens));
    }
    long cached = Math.min(cachedTokens, promptTokens);
    return new Cost(
        usd(prompt, promptTokens - cached).add(usd(cachedPrompt, cached)),
        usd(completion, completionTokens));
  }

  private static BigDecimal usd(BigDecimal perMillion, long tokens) {
    return perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION_DIGITS);
  }

  /** Without trailing zeros, so that 2.50 and 2.5 are equal prices. */
  private static BigDecimal checked(String name, BigDecimal usd) {
    if (usd.signum() < 0) {
      throw new IllegalArgumentException(name + " must be 0 or more, it is " + usd);
    }
    return usd.stripTrailingZeros();
  }
}

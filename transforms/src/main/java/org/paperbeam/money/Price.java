package org.paperbeam.money;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * A model's price in US dollars per million tokens. Arithmetic is decimal and exact.
 *
 * @param prompt for a prompt token that was not in the provider's cache
 * @param cachedPrompt for a prompt token from the cache; equal to {@code prompt} where the provider
 *     gives no discount
 * @param completion for a token of the answer, hidden reasoning included
 */
public record Price(BigDecimal prompt, BigDecimal cachedPrompt, BigDecimal completion)
    implements Serializable {
  private static final int MILLION_DIGITS = 6;

  public Price {
    prompt = checked("prompt", prompt);
    cachedPrompt = checked("cachedPrompt", cachedPrompt);
    completion = checked("completion", completion);
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

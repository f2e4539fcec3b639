package org.paperbeam.llm;

/**
 * Tokens as the service counted them.
 *
 * @param promptTokens cached ones included; 0 when the service does not say what the call used, for
 *     there is no prompt without tokens
 * @param cachedTokens the part of the prompt that was billed at the cached price
 * @param completionTokens reasoning tokens included
 */
public record Usage(long promptTokens, long cachedTokens, long completionTokens) {
  /** The service does not say it, which is not 0. */
  public static final Usage UNKNOWN = new Usage(0, 0, 0);

  /** Whether the service said what the call used. */
  public boolean isKnown() {
    return promptTokens > 0;
  }
}

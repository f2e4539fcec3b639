package org.paperbeam.llm;

/**
 * Tokens as the service counted them.
 *
 * @param promptTokens cached ones included
 * @param cachedTokens the part of the prompt that was billed at the cached price
 * @param completionTokens reasoning tokens included
 */
public record Usage(long promptTokens, long cachedTokens, long completionTokens) {}

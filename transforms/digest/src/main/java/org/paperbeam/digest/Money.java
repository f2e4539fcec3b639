package org.paperbeam.digest;

import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.records.DayUsage;

/** US dollars as a digest prints them: two decimals, and {@code unknown} when unknown. */
public final class Money {
  private Money() {}

  /** The price of the prompts; 0 when nothing was sent, whatever the model costs. */
  public static @Nullable Double prompt(DayUsage usage) {
    return usage.getPromptTokens() == 0 ? (Double) 0.0 : usage.getPromptCostUsd();
  }

  /** The price of the answers; 0 when there was none, whatever the model costs. */
  public static @Nullable Double completion(DayUsage usage) {
    return usage.getCompletionTokens() == 0 ? (Double) 0.0 : usage.getCompletionCostUsd();
  }

  /** Both; null when either is unknown. */
  public static @Nullable Double total(DayUsage usage) {
    Double prompt = prompt(usage);
    Double completion = completion(usage);
    return prompt == null || completion == null ? null : (Double) (prompt + completion);
  }

  /** E.g. {@code $0.23}, or {@code unknown}. */
  public static String format(@Nullable Double dollars) {
    return dollars == null ? "unknown" : String.format(Locale.ROOT, "$%.2f", dollars);
  }
}

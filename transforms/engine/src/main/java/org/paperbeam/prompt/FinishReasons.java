package org.paperbeam.prompt;

import java.util.Locale;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What services call it when an answer did not come to its end. */
public final class FinishReasons {
  private static final Set<String> LENGTH =
      Set.of("length", "max_tokens", "max_output_tokens", "model_length", "token_limit");

  private static final Set<String> FILTER = Set.of("content_filter", "safety", "recitation");

  private FinishReasons() {}

  /** Whether the answer was longer than its bound. */
  public static boolean isLength(@Nullable String reason) {
    return reason != null && LENGTH.contains(reason.toLowerCase(Locale.ROOT));
  }

  /** Whether the answer was cut off, for its length or by a filter. */
  static boolean isCut(@Nullable String reason) {
    return isLength(reason) || (reason != null && FILTER.contains(reason.toLowerCase(Locale.ROOT)));
  }
}

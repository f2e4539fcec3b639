package org.paperbeam.pipeline.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a user meant by a word that is nearly right. */
public final class DidYouMean {
  private DidYouMean() {}

  /**
   * The known word next to a mistyped one, if any is near: at most a third of its letters differ,
   * or it begins the same way.
   */
  public static Optional<String> among(Collection<String> known, String word) {
    String typed = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(k -> distance(k.toLowerCase(Locale.ROOT), typed) <= Math.max(1, typed.length() / 3))
        .min(
            Comparator.<String>comparingInt(k -> distance(k.toLowerCase(Locale.ROOT), typed))
                .thenComparing(Comparator.naturalOrder()))
        .or(
            () ->
                known.stream()
                    .filter(k -> typed.length() >= 4)
                    .filter(k -> k.toLowerCase(Locale.ROOT).startsWith(typed))
                    .min(Comparator.naturalOrder()));
  }

  /** {@code (did you mean X?)} with its leading blank, or an empty text. */
  public static String hint(Collection<String> known, String word, String prefix) {
    return among(known, word).map(k -> " (did you mean " + prefix + k + "?)").orElse("");
  }

  /** The least number of letters to put in, take out or change (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}

package org.paperbeam.digest;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Where a Markdown file of a month or a year leads: to those before and after it that have a
 * digest, and up. It stands before the heading.
 *
 * @param previous the key before, of the same kind; null for none
 * @param up the file above it, relative, as a Markdown link; empty for none
 * @param next the key after; null for none
 */
record PeriodLinks(@Nullable String previous, String up, @Nullable String next) {
  /** The line of a month's or a year's file; empty when there is nothing to link to. */
  String line() {
    List<String> links = new ArrayList<>();
    if (previous != null) {
      links.add("[← " + previous + "](" + file(previous) + ")");
    }
    if (!up.isEmpty()) {
      links.add(up);
    }
    if (next != null) {
      links.add("[" + next + " →](" + file(next) + ")");
    }
    return String.join(" · ", links);
  }

  private static String file(String key) {
    return "../" + key + "/index.md";
  }
}

package org.paperbeam.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Where a Markdown file of a day, a month or a year leads: to those before and after it that have a
 * digest, and up. One line, that stands before the heading.
 *
 * @param previous the key before, of the same kind; null for none
 * @param up the file above it, relative, as a Markdown link; empty for none
 * @param next the key after; null for none
 */
record DayLinks(@Nullable String previous, String up, @Nullable String next) {
  private static final String KEY = "\\d{4}(?:-\\d{2}(?:-\\d{2})?)?";

  /** A line of {@link #line}, at the top of a file or behind its notices. */
  private static final Pattern LINE =
      Pattern.compile("(?m)\\A(?:>.*\\n)*\\n?(\\[(?:← )?" + KEY + "(?: →)?\\]\\(\\S+\\.md\\).*)$");

  /** Of a day's file. */
  static DayLinks ofDay(String date, @Nullable String previous, @Nullable String next) {
    String month = date.substring(0, 7);
    return new DayLinks(previous, "[" + month + "](index.md)", next);
  }

  /** The line; empty when there is nothing to link to. */
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

  /** The line that a file has; empty when it has none. */
  static String lineIn(@Nullable String markdown) {
    Matcher line = markdown == null ? null : LINE.matcher(markdown);
    return line != null && line.find() ? line.group(1) : "";
  }

  private static String file(String key) {
    return key.length() == "2025-03-25".length()
        ? "../" + key.substring(0, "2025-03".length()) + "/" + key + ".md"
        : "../" + key + "/index.md";
  }
}

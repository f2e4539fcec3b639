package org.paperbeam.latex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Tells mathematics from prose: {@code $..$}, {@code $$..$$}, {@code \(..\)}, {@code \[..\]}. A
 * dollar sign is money, not mathematics, when a blank follows it or stands before its partner, and
 * when the partner stands before a digit and nothing between the two says that it is mathematics:
 * {@code $\sim$5} is a formula and a number, {@code $5-$10} is money.
 */
final class MathFinder {
  private static final Pattern MARKS = Pattern.compile("[\\\\^_=<>{}]");
  private static final Pattern NO_WORDS = Pattern.compile("[^ ]{1,20}");

  /** Longer ones are a lost dollar sign. */
  private static final int LONGEST = 600;

  /** A part of the text, without the delimiters. */
  record Part(String text, boolean math, boolean display) {}

  private record Found(String tex, int end, boolean display) {}

  private final String text;
  private final List<Part> parts = new ArrayList<>();
  private int proseFrom;

  private MathFinder(String text) {
    this.text = text;
  }

  static List<Part> parts(String text) {
    MathFinder finder = new MathFinder(text);
    finder.find();
    return finder.parts;
  }

  private void find() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      Found found = c == '$' || c == '\\' ? at(i) : null;
      if (found != null) {
        addProse(i);
        parts.add(new Part(found.tex(), true, found.display()));
        i = found.end();
        proseFrom = i;
      } else {
        i += c == '\\' ? 2 : 1;
      }
    }
    addProse(text.length());
  }

  private void addProse(int end) {
    if (end > proseFrom) {
      parts.add(new Part(text.substring(proseFrom, end), false, false));
    }
  }

  private @Nullable Found at(int i) {
    if (text.startsWith("$$", i)) {
      return between(i + 2, "$$", true);
    }
    if (text.startsWith("\\(", i)) {
      return between(i + 2, "\\)", false);
    }
    if (text.startsWith("\\[", i)) {
      return between(i + 2, "\\]", true);
    }
    return text.charAt(i) == '$' ? inline(i + 1) : null;
  }

  private @Nullable Found between(int from, String close, boolean display) {
    int end = text.indexOf(close, from);
    if (end < 0 || end - from > LONGEST || text.substring(from, end).isBlank()) {
      return null;
    }
    return new Found(text.substring(from, end).strip(), end + close.length(), display);
  }

  private @Nullable Found inline(int from) {
    int last = Math.min(text.length(), from + LONGEST);
    for (int i = from; i < last; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '$') {
        boolean math =
            i > from
                && !Character.isWhitespace(text.charAt(from))
                && !Character.isWhitespace(text.charAt(i - 1))
                && (!isBeforeDigit(i) || saysMath(text.substring(from, i)));
        return math ? new Found(text.substring(from, i), i + 1, false) : null;
      }
    }
    return null;
  }

  private boolean isBeforeDigit(int i) {
    return i + 1 < text.length() && text.charAt(i + 1) >= '0' && text.charAt(i + 1) <= '9';
  }

  /** TeX, an operator, or no digit at the beginning, with which every amount of money begins. */
  private static boolean saysMath(String inside) {
    char first = inside.charAt(0);
    boolean amount = (first >= '0' && first <= '9') || first == '.' || first == ',';
    return MARKS.matcher(inside).find() || (!amount && NO_WORDS.matcher(inside).matches());
  }
}

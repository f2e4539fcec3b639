package org.paperbeam.digest;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the {@code *}, {@code _} and {@code ~} that could make emphasis, by CommonMark's rule of
 * flanking runs (spec.commonmark.org/0.31.2, 6.2). Those that find no partner are left alone: TeX
 * lives on {@code $x_i$} and {@code $f^*$}.
 */
final class EmphasisRuns {
  private record Run(int start, int end, boolean opens, boolean closes) {}

  private final String text;
  private final char delimiter;
  private final char before;
  private final char after;

  private EmphasisRuns(String text, char delimiter, char before, char after) {
    this.text = text;
    this.delimiter = delimiter;
    this.before = before;
    this.after = after;
  }

  /**
   * The positions of delimiters in runs of which one can open and a later one can close. {@code
   * before} and {@code after} are what the text will stand between.
   */
  static BitSet thatPair(String text, char delimiter, char before, char after) {
    List<Run> runs = new EmphasisRuns(text, delimiter, before, after).find();
    int firstOpener = Integer.MAX_VALUE;
    int lastCloser = -1;
    for (Run run : runs) {
      firstOpener = run.opens() ? Math.min(firstOpener, run.start()) : firstOpener;
      lastCloser = run.closes() ? run.start() : lastCloser;
    }
    BitSet positions = new BitSet();
    for (Run run : runs) {
      if ((run.opens() && run.start() < lastCloser)
          || (run.closes() && run.start() > firstOpener)) {
        positions.set(run.start(), run.end());
      }
    }
    return positions;
  }

  private List<Run> find() {
    List<Run> runs = new ArrayList<>();
    for (int i = text.indexOf(delimiter); i >= 0; i = text.indexOf(delimiter, i)) {
      int end = i + 1;
      if (!MarkdownText.isDisarmed(text, i)) {
        while (end < text.length() && text.charAt(end) == delimiter) {
          end++;
        }
        runs.add(run(i, end));
      }
      i = end;
    }
    return runs;
  }

  private Run run(int start, int end) {
    int left = start > 0 ? text.codePointBefore(start) : before;
    int right = end < text.length() ? text.codePointAt(end) : after;
    // Before 0.31 symbols were no punctuation: a run counts when either reading lets it.
    Run strict = flanking(start, end, sort(left, true), sort(right, true));
    Run loose = flanking(start, end, sort(left, false), sort(right, false));
    return new Run(start, end, strict.opens() || loose.opens(), strict.closes() || loose.closes());
  }

  private Run flanking(int start, int end, Sort left, Sort right) {
    boolean leftFlanking = right != Sort.BLANK && (right != Sort.PUNCTUATION || left != Sort.WORD);
    boolean rightFlanking = left != Sort.BLANK && (left != Sort.PUNCTUATION || right != Sort.WORD);
    if (delimiter != '_') {
      return new Run(start, end, leftFlanking, rightFlanking);
    }
    return new Run(
        start,
        end,
        leftFlanking && (!rightFlanking || left == Sort.PUNCTUATION),
        rightFlanking && (!leftFlanking || right == Sort.PUNCTUATION));
  }

  private enum Sort {
    BLANK,
    PUNCTUATION,
    WORD
  }

  private static Sort sort(int c, boolean symbolsToo) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      return Sort.BLANK;
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          Sort.PUNCTUATION;
      case Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          symbolsToo || c < 0x80 ? Sort.PUNCTUATION : Sort.WORD;
      default -> Sort.WORD;
    };
  }
}

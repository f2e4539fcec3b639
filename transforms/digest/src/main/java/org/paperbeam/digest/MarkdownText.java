package org.paperbeam.digest;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.paperbeam.latex.TexText;

/**
 * Text from outside on its way into one line of Markdown: kept as it is, LaTeX and all, except that
 * TeX's accents are the letters that they stand for, and that what CommonMark
 * (spec.commonmark.org/0.31.2) or HTML would take for markup gets a backslash. A character that a
 * backslash of the text already disarms is left alone.
 *
 * <p>The caller must put it behind something of its own on the line, so that nothing of the text
 * begins the line.
 */
final class MarkdownText {
  private static final Pattern TAG = Pattern.compile("<[A-Za-z/!?]");
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#[0-9]{1,7}|#[Xx][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]*);");
  private static final Pattern LINK = Pattern.compile("\\][(\\[:]");

  /** No abstract of arXiv's is a tenth as long; the records hold it whole. */
  private static final int LONGEST = 20_000;

  private static final int MOST_NAMES = 200;

  private final String text;
  private final BitSet escaped = new BitSet();

  private MarkdownText(String text) {
    this.text = PlainText.cut(TexText.letters(PlainText.clean(text)), LONGEST);
  }

  /** For the text of a link: no bracket may close it, and a code span may not reach out of it. */
  public static String title(String text) {
    MarkdownText markdown = new MarkdownText(text);
    markdown.escapeAll('[');
    markdown.escapeAll(']');
    markdown.escapeAll('`');
    markdown.escapeEmphasis('[', ']');
    return markdown.finish();
  }

  /** Names with commas between them, for a line that follows a title in its paragraph. */
  public static String names(List<String> names) {
    MarkdownText markdown = new MarkdownText(ReadableNames.line(names, MOST_NAMES));
    markdown.escape(']', LINK);
    markdown.escapeAll('`');
    markdown.escapeEmphasis(' ', ' ');
    return markdown.finish();
  }

  /** For a paragraph of its own. */
  public static String paragraph(String text) {
    MarkdownText markdown = new MarkdownText(text);
    markdown.escape(']', LINK);
    // One run of backticks is an opening quotation mark of LaTeX; two can hold code.
    if (markdown.hasTwoRunsOf('`')) {
      markdown.escapeAll('`');
    }
    markdown.escapeEmphasis(' ', ' ');
    return markdown.finish();
  }

  private void escapeAll(char c) {
    for (int i = text.indexOf(c); i >= 0; i = text.indexOf(c, i + 1)) {
      escapeAt(i);
    }
  }

  /** Escapes the first character of what the pattern finds, all of which begins with it. */
  private void escape(char first, Pattern pattern) {
    // The search for one character is fast, that for a pattern is not, and most texts have none.
    for (int i = text.indexOf(first); i >= 0; i = text.indexOf(first, i + 1)) {
      if (pattern.matcher(text).region(i, text.length()).lookingAt()) {
        escapeAt(i);
      }
    }
  }

  private boolean hasTwoRunsOf(char c) {
    int end = text.indexOf(c);
    while (end >= 0 && end < text.length() && text.charAt(end) == c) {
      end++;
    }
    return end >= 0 && text.indexOf(c, end) >= 0;
  }

  private void escapeEmphasis(char before, char after) {
    for (char delimiter : new char[] {'*', '_', '~'}) {
      BitSet pairs = EmphasisRuns.thatPair(text, delimiter, before, after);
      for (int i = pairs.nextSetBit(0); i >= 0; i = pairs.nextSetBit(i + 1)) {
        escapeAt(i);
      }
    }
  }

  private void escapeAt(int position) {
    if (!isDisarmed(text, position)) {
      escaped.set(position);
    }
  }

  /** Whether an odd number of backslashes stands right before the position. */
  static boolean isDisarmed(String text, int position) {
    int start = position;
    while (start > 0 && text.charAt(start - 1) == '\\') {
      start--;
    }
    return (position - start) % 2 == 1;
  }

  private String finish() {
    escape('<', TAG);
    escape('&', REFERENCE);
    StringBuilder out = new StringBuilder(text.length() + 16);
    int done = 0;
    for (int i = escaped.nextSetBit(0); i >= 0; i = escaped.nextSetBit(i + 1)) {
      out.append(text, done, i).append('\\');
      done = i;
    }
    out.append(text, done, text.length());
    // A backslash at the end would disarm what we put behind the text.
    if (isDisarmed(text, text.length())) {
      out.append('\\');
    }
    return out.toString();
  }
}

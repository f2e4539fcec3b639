package org.paperbeam.arxiv;

/** arXiv's text as our records hold it. */
public final class ArxivText {
  private static final char NEXT_LINE = '\u0085';

  private ArxivText() {}

  /**
   * Makes every run of white space (line breaks and no-break blanks too) one blank and drops it at
   * both ends. Every other character stays as it is, TeX and all.
   */
  public static String squeeze(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE) {
        gap = true;
      } else {
        if (gap && out.length() > 0) {
          out.append(' ');
        }
        gap = false;
        out.append(c);
      }
    }
    return out.toString();
  }

  /** The beginning of a text for a message: at most {@code length} characters, one line. */
  static String beginning(String text, int length) {
    String line = squeeze(text.length() > 4 * length ? text.substring(0, 4 * length) : text);
    return line.length() <= length ? line : line.substring(0, length) + "...";
  }
}

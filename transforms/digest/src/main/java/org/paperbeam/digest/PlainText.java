package org.paperbeam.digest;

/** Text from outside as one printable line. */
public final class PlainText {
  private PlainText() {}

  /**
   * Runs of blanks and line breaks become one blank, those at the ends none; control characters,
   * byte order marks and bidirectional embeddings, overrides and isolates (which would turn round
   * what follows them) are dropped; half a surrogate pair becomes U+FFFD. Nothing else changes.
   */
  public static String clean(String text) {
    if (isClean(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || c == 0x85) {
        blank = true;
      } else if (!isDropped(c)) {
        if (blank && !out.isEmpty()) {
          out.append(' ');
        }
        blank = false;
        out.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c);
      }
    }
    return out.toString();
  }

  /** Most texts are: printable ASCII with single blanks between words. */
  private static boolean isClean(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ' || text.isEmpty();
  }

  /** At most so many characters, and a sign that it was more. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + " […]";
  }

  /** As {@link #clean}, but for text of many lines: blanks and line breaks stay, each as LF. */
  public static String cleanLines(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .filter(c -> c == '\n' || c == '\t' || !isDropped(c))
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isDropped(int c) {
    return Character.getType(c) == Character.CONTROL
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xFEFF
        || (c & 0xFFFE) == 0xFFFE;
  }
}

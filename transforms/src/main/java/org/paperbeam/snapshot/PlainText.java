package org.paperbeam.snapshot;

/** Text on one line: every run of white space as one blank, none at the ends. */
final class PlainText {
  private PlainText() {}

  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        blank = true;
      } else {
        if (blank && plain.length() > 0) {
          plain.append(' ');
        }
        blank = false;
        plain.append(c);
      }
    }
    return plain.toString();
  }
}

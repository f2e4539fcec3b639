package org.paperbeam.prompt;

import java.util.regex.Pattern;

/**
 * Keeps LaTeX in an answer's strings as text: a model that writes {@code "$\\alpha$"} with one
 * backslash means the backslash, and so it does where JSON would read an escape ({@code \\beta},
 * {@code \\nu}, {@code \\uparrow}).
 */
final class LatexEscapes {
  /** What stands for itself after a backslash, in JSON or in Python. */
  private static final String PLAIN = "\"\\/'`";

  /** Commands that begin like a line break or a tab. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "n(?:u|abla|e|eq|eg|i|ot|otin|leq|geq|mid|subseteq|earrow|warrow|olimits|onumber)(?![a-z])"
              + "|t(?:heta|au|imes|ext[a-z]*|ilde|o|op|riangle[a-z]*|an|anh|frac|binom)(?![a-z])");

  private static final int HEX = 4;

  private LatexEscapes() {}

  /** The text, in which such a backslash is written twice, as JSON wants it. */
  static String kept(String text) {
    int at = text.indexOf('\\');
    if (at < 0) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length() + 16);
    int from = 0;
    while (at >= 0 && at + 1 < text.length()) {
      if (isText(text, at + 1)) {
        kept.append(text, from, at).append("\\\\");
        from = at + 1;
      }
      // What is escaped is no escape itself.
      at = text.indexOf('\\', at + 2 - (from == at + 1 ? 1 : 0));
    }
    return kept.append(text, from, text.length()).toString();
  }

  private static boolean isText(String text, int at) {
    char next = text.charAt(at);
    if (PLAIN.indexOf(next) >= 0 || Character.isWhitespace(next)) {
      return false;
    }
    return switch (next) {
      case 'u' -> !isHex(text, at + 1);
      case 'b', 'f', 'r' -> at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
      case 'n', 't' -> COMMAND.matcher(text).region(at, text.length()).lookingAt();
      default -> true;
    };
  }

  private static boolean isHex(String text, int at) {
    if (at + HEX > text.length()) {
      return false;
    }
    for (int i = at; i < at + HEX; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}

package org.paperbeam.latex;

import java.util.Set;

/** Reads prose with TeX in it; see {@link TexText}. */
final class ProseReader {
  /** Commands that only change how their argument looks. */
  private static final Set<String> STYLES =
      Set.of(
          "textbf",
          "textit",
          "textsl",
          "textsc",
          "texttt",
          "textrm",
          "textsf",
          "textmd",
          "textup",
          "textnormal",
          "emph",
          "underline",
          "text",
          "mbox",
          "url",
          "mathrm",
          "ensuremath");

  private static final Set<String> SWITCHES = Set.of("em", "it", "bf", "sc", "tt", "rm", "sl");

  /** The characters that can mean something; a table, because every character is looked up. */
  private static final boolean[] MEANINGFUL = new boolean[128];

  static {
    for (char c : new char[] {'\\', '{', '`', '\'', '-'}) {
      MEANINGFUL[c] = true;
    }
  }

  /** Braces deeper than this are left as they are. */
  private static final int DEEPEST = 20;

  private final String text;
  private final int depth;
  private final StringBuilder out;
  private int at;

  private ProseReader(String text, int depth) {
    this.text = text;
    this.depth = depth;
    this.out = new StringBuilder(text.length());
  }

  static String read(String text) {
    return next(text, 0) == text.length() ? text : read(text, 0);
  }

  private static String read(String text, int depth) {
    if (depth > DEEPEST) {
      return text;
    }
    ProseReader reader = new ProseReader(text, depth);
    while (reader.at < text.length()) {
      reader.step();
    }
    return reader.out.toString();
  }

  private void step() {
    char c = text.charAt(at);
    if (c == '\\' && at + 1 < text.length()) {
      command();
    } else if (c == '{') {
      group();
    } else if (text.startsWith("``", at) || text.startsWith("''", at)) {
      out.append(c == '`' ? '“' : '”');
      at += 2;
    } else if (c == '-' && text.startsWith("--", at)) {
      dash();
    } else {
      int end = next(text, at + 1);
      out.append(text, at, end);
      at = end;
    }
  }

  /** Where the next character stands that can mean something, or the text's end. */
  private static int next(String text, int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c < MEANINGFUL.length && MEANINGFUL[c]) {
        break;
      }
      i++;
    }
    return i;
  }

  private void dash() {
    int end = at;
    while (end < text.length() && text.charAt(end) == '-') {
      end++;
    }
    int length = end - at;
    out.append(length == 2 ? "–" : length == 3 ? "—" : text.substring(at, end));
    at = end;
  }

  private void group() {
    int end = closing(at);
    if (end < 0) {
      out.append('{');
      at++;
    } else {
      out.append(read(text.substring(at + 1, end), depth + 1));
      at = end + 1;
    }
  }

  private void command() {
    int start = at;
    String name = name();
    int after = start + 1 + name.length();
    if (TexAccents.isAccent(name) && accent(name, after)) {
      return;
    }
    String letter = TexAccents.letter(name);
    if (letter != null) {
      out.append(letter);
      at = afterBlanks(after);
      if (text.startsWith("{}", at)) {
        at += 2;
      }
    } else if (name.length() == 1 && "%&_#{}".contains(name)) {
      out.append(name);
      at = after;
    } else if (name.equals("$")) {
      out.append('$');
      at = after;
    } else if (name.equals("href") && link(after)) {
      return;
    } else if (STYLES.contains(name) && argument(afterBlanks(after))) {
      return;
    } else if (SWITCHES.contains(name) && depth > 0) {
      at = afterBlanks(after);
    } else if (name.isBlank() || name.equals("\\") || name.equals("/")) {
      out.append(name.equals("/") ? "" : " ");
      at = after;
    } else {
      out.append(text, start, after);
      at = after;
    }
  }

  /** What follows the backslash: letters, or one character. */
  private String name() {
    int end = at + 1;
    while (end < text.length() && isLetter(text.charAt(end))) {
      end++;
    }
    if (end == at + 1) {
      end += Character.charCount(text.codePointAt(end));
    }
    return text.substring(at + 1, end);
  }

  private boolean accent(String name, int after) {
    boolean word = isLetter(name.charAt(0));
    int i = afterBlanks(after);
    // A letter right behind \c or \v would have been part of the command's name.
    if (i >= text.length() || (word && i == after && text.charAt(i) != '{')) {
      return false;
    }
    String base;
    int end;
    if (text.charAt(i) == '{') {
      int close = closing(i);
      if (close < 0) {
        return false;
      }
      base = read(text.substring(i + 1, close), depth + 1).strip();
      end = close + 1;
    } else if (text.charAt(i) == '\\') {
      boolean dotless = text.startsWith("\\i", i) || text.startsWith("\\j", i);
      if (!dotless || (i + 2 < text.length() && isLetter(text.charAt(i + 2)))) {
        return false;
      }
      base = text.substring(i + 1, i + 2);
      end = text.startsWith("{}", i + 2) ? i + 4 : i + 2;
    } else {
      end = i + Character.charCount(text.codePointAt(i));
      base = text.substring(i, end);
    }
    return TexAccents.accented(name, base)
        .map(
            letter -> {
              out.append(letter);
              at = end;
              return true;
            })
        .orElse(false);
  }

  private boolean argument(int i) {
    int close = i < text.length() && text.charAt(i) == '{' ? closing(i) : -1;
    if (close < 0) {
      return false;
    }
    out.append(read(text.substring(i + 1, close), depth + 1));
    at = close + 1;
    return true;
  }

  /** {@code \href{address}{words}} is its words. */
  private boolean link(int i) {
    int close = i < text.length() && text.charAt(i) == '{' ? closing(i) : -1;
    return close >= 0 && argument(close + 1);
  }

  private int afterBlanks(int i) {
    int end = i;
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    return end;
  }

  /** Where the group that opens here closes, or -1. */
  private int closing(int open) {
    int level = 0;
    int last = Math.min(text.length(), open + 2000);
    for (int i = open; i < last; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        level++;
      } else if (c == '}' && --level == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}

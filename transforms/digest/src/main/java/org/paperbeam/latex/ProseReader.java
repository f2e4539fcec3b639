package org.paperbeam.latex;

import org.paperbeam.latex.TexCommands.Kind;

/** Reads prose with TeX in it; see {@link TexText}. */
final class ProseReader {
  /** The characters that can mean something; a table, because every character is looked up. */
  private static final boolean[] MEANINGFUL = new boolean[128];

  static {
    for (char c : new char[] {'\\', '{', '}', '`', '\'', '-', '~'}) {
      MEANINGFUL[c] = true;
    }
  }

  /** Braces deeper than this are left as they are. */
  private static final int DEEPEST = 20;

  private static final int LONGEST_GROUP = 2000;

  private final String text;
  private final int depth;
  private final boolean lettersOnly;
  private final StringBuilder out;
  private int at;

  private ProseReader(String text, int depth, boolean lettersOnly) {
    this.text = text;
    this.depth = depth;
    this.lettersOnly = lettersOnly;
    this.out = new StringBuilder(text.length());
  }

  static String read(String text) {
    return next(text, 0) == text.length() ? text : read(text, 0, false);
  }

  /** Accents and letters as the letters that they are; everything else as it is written. */
  static String letters(String text) {
    return text.indexOf('\\') < 0 ? text : read(text, 0, true);
  }

  private static String read(String text, int depth, boolean lettersOnly) {
    if (depth > DEEPEST) {
      return text;
    }
    ProseReader reader = new ProseReader(text, depth, lettersOnly);
    while (reader.at < text.length()) {
      reader.step();
    }
    return reader.out.toString();
  }

  private String inside(int open, int close) {
    return read(text.substring(open + 1, close), depth + 1, lettersOnly);
  }

  private void step() {
    char c = text.charAt(at);
    if (c == '\\' && at + 1 < text.length()) {
      command();
    } else if (c == '{') {
      group();
    } else if (lettersOnly) {
      copy();
    } else if (c == '}') {
      // It closes nothing, and says nothing.
      at++;
    } else if (text.startsWith("``", at) || text.startsWith("''", at)) {
      out.append(c == '`' ? '“' : '”');
      at += 2;
    } else if (c == '-' && text.startsWith("--", at)) {
      dash();
    } else if (c == '~' && isTie()) {
      out.append(' ');
      at++;
    } else {
      copy();
    }
  }

  private void copy() {
    int end = next(text, at + 1);
    out.append(text, at, end);
    at = end;
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

  /** A tilde between two words ties them; others mean "about", or belong to an address. */
  private boolean isTie() {
    return at > 0
        && at + 1 < text.length()
        && text.charAt(at - 1) != '/'
        && !Character.isWhitespace(text.charAt(at - 1))
        && "([\u201c".indexOf(text.charAt(at - 1)) < 0
        && !Character.isWhitespace(text.charAt(at + 1));
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
      return;
    }
    String read = inside(at, end);
    // {\o} is ø; of other groups the braces stay where only letters are read.
    boolean letter = read.codePointCount(0, read.length()) == 1 && text.charAt(at + 1) == '\\';
    out.append(!lettersOnly || letter ? read : "{" + read + "}");
    at = end + 1;
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
      at = text.startsWith("{}", afterBlanks(after)) ? afterBlanks(after) + 2 : afterBlanks(after);
    } else if (lettersOnly) {
      out.append(text, start, after);
      at = after;
    } else {
      at = after;
      known(name, start);
    }
  }

  /** A command that is neither an accent nor a letter; {@link #at} stands behind its name. */
  private void known(String name, int start) {
    Kind kind = TexCommands.kind(name);
    String symbol = TexCommands.symbol(name);
    String form = TexCommands.shortForm(name);
    if (kind != null) {
      at = afterOptions(at);
      of(kind, name);
    } else if (symbol != null) {
      out.append(symbol);
      skipEmptyGroup();
    } else if (form != null) {
      skipEmptyGroup();
      out.append(
          form,
          0,
          at < text.length() && text.charAt(at) == '.' ? form.length() - 1 : form.length());
      boolean glued = at < text.length() && Character.isLetterOrDigit(text.charAt(at));
      out.append(glued ? " " : "");
    } else if (isLetter(name.charAt(0))) {
      unknown(name);
    } else {
      out.append(text, start, at);
    }
  }

  /**
   * A command of the author's own: its argument, which is what it shows, or else its name, which is
   * as good as always that of what it stands for. One letter says nothing.
   */
  private void unknown(String name) {
    if (!text.startsWith("{}", at) && argument()) {
      return;
    }
    if (name.length() > 1) {
      out.append(name);
    } else {
      at = afterBlanks(at);
    }
    skipEmptyGroup();
  }

  private void of(Kind kind, String name) {
    switch (kind) {
      case ARGUMENT -> argument();
      case ADDRESS -> out.append(raw());
      case SECOND -> {
        String first = raw();
        if (!argument()) {
          out.append(name.equals("textcolor") ? "" : first);
        }
      }
      case KEYS -> {
        String keys = raw();
        spaced(keys.isBlank() ? "" : "[" + keys.strip().replaceAll("\\s*,\\s*", ", ") + "]");
      }
      case NOTE -> {
        String note = read(raw(), depth + 1, false).strip();
        spaced(note.isEmpty() ? "" : "(" + note + ")");
      }
      case RAISED -> out.append(TexCommands.raised(read(raw(), depth + 1, false)));
      case NOTHING -> raw();
      case SWITCH -> at = afterBlanks(at);
      default -> throw new IllegalStateException(kind.toString());
    }
  }

  /** Sets a text off from the words before and after it. */
  private void spaced(String words) {
    if (words.isEmpty()) {
      return;
    }
    boolean glued = out.length() > 0 && " (~".indexOf(out.charAt(out.length() - 1)) < 0;
    out.append(glued ? " " : "").append(words);
    boolean next = at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    out.append(next ? " " : "");
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
    // Authors have macros named \b, and nobody sets a bar below without braces.
    boolean bare = i < text.length() && text.charAt(i) != '{';
    if (i >= text.length() || (word && bare && (i == after || name.equals("b")))) {
      return false;
    }
    String base;
    int end;
    if (text.charAt(i) == '{') {
      int close = closing(i);
      if (close < 0) {
        return false;
      }
      base = inside(i, close).strip();
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
    // \~{} and \^{} are the signs themselves.
    String letter =
        base.isEmpty() && !word && !lettersOnly
            ? name
            : TexAccents.accented(name, base).orElse(null);
    if (letter == null) {
      return false;
    }
    out.append(letter);
    at = end;
    return true;
  }

  /** Reads the group that follows, if one does. */
  private boolean argument() {
    int open = afterBlanks(at);
    int close = open < text.length() && text.charAt(open) == '{' ? closing(open) : -1;
    if (close < 0) {
      return false;
    }
    out.append(inside(open, close));
    at = close + 1;
    return true;
  }

  /** Takes the group that follows as it is written; an empty text when none does. */
  private String raw() {
    int open = afterBlanks(at);
    int close = open < text.length() && text.charAt(open) == '{' ? closing(open) : -1;
    if (close < 0) {
      return "";
    }
    at = close + 1;
    return text.substring(open + 1, close).replaceAll("\\\\([%#_&~])", "$1");
  }

  private int afterOptions(int from) {
    int end = from < text.length() && text.charAt(from) == '*' ? from + 1 : from;
    while (end < text.length() && text.charAt(end) == '[') {
      int close = text.indexOf(']', end);
      if (close < 0 || close - end > LONGEST_GROUP / 10) {
        return end;
      }
      end = close + 1;
    }
    return end;
  }

  private void skipEmptyGroup() {
    if (text.startsWith("{}", at)) {
      at += 2;
    }
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
    int last = Math.min(text.length(), open + LONGEST_GROUP);
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

package org.paperbeam.prompt;

import java.text.Normalizer;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The small texts in an answer: ids, scores, comments. */
final class ReplyText {
  private static final Pattern ID_PREFIX = Pattern.compile("arxiv:\\s*", Pattern.CASE_INSENSITIVE);

  private static final Pattern ODD_BLANK = Pattern.compile("[\\p{Zs}&&[^ ]]");

  private static final Pattern UNSEEN = Pattern.compile("[\\uFEFF\\u200B\\u2060]");

  private static final Pattern VERSION = Pattern.compile("v\\d+$");

  /** An id inside a link, a citation or brackets, with or without its version. */
  private static final Pattern ID =
      Pattern.compile(
          "(?<!\\d)(?<!\\d\\.)(\\d{4}\\.\\d{4,5}|[a-z][a-z-]*(?:\\.[A-Z]{2})?/\\d{7})(?:v\\d+)?(?![\\d])");

  /** A longer text is no id with something around it. */
  private static final int LONGEST_ID = 120;

  /** An integer from 1 to 10; written as 8.0, 08, 8/10 or **8** it is the same integer. */
  private static final Pattern SCORE =
      Pattern.compile("([*_`]{0,2})\\+?0?(10|[1-9])(?:\\.0+)?(?:\\s*/\\s*10)?\\1");

  /** The longest piece of an odd value that a message quotes. */
  private static final int QUOTED = 40;

  /** A longer text names no topic. */
  private static final int LONGEST_TOPIC = 100;

  private ReplyText() {}

  /** The text with ordinary blanks for all others, and without marks that take no room. */
  static String plainBlanks(String text) {
    return UNSEEN.matcher(ODD_BLANK.matcher(text).replaceAll(" ")).replaceAll("");
  }

  /** What names a topic; null for a text that is too long for it. */
  static @Nullable String topic(String text) {
    String topic = text.strip();
    return topic.isEmpty() || topic.length() > LONGEST_TOPIC ? null : topic;
  }

  /** An id without blanks, prefix ({@code arXiv:}), version, and the link that it stands in. */
  static String plainId(String text) {
    String id = text.strip();
    if (id.length() <= LONGEST_ID) {
      Matcher inside = ID.matcher(id);
      if (inside.find()) {
        String only = inside.group(1);
        boolean one = true;
        while (inside.find()) {
          one &= inside.group(1).equals(only);
        }
        if (one) {
          return only;
        }
      }
    }
    Matcher prefix = ID_PREFIX.matcher(id);
    if (prefix.lookingAt()) {
      id = id.substring(prefix.end());
    }
    return VERSION.matcher(id).replaceFirst("");
  }

  /** Whether an arXiv id stands in the text. */
  static boolean holdsId(String text) {
    return ID.matcher(text).find();
  }

  /** An id as a number would have it: without zeros at its ends. */
  static String withoutOuterZeros(String id) {
    int from = 0;
    int to = id.length();
    while (from < to && id.charAt(from) == '0') {
      from++;
    }
    while (to > from && id.charAt(to - 1) == '0') {
      to--;
    }
    return id.substring(from, to);
  }

  /** A score, or empty for anything that is not an integer from 1 to 10. */
  static OptionalInt score(String text) {
    // A digit of full width, as Chinese texts have it, is that digit.
    Matcher score = SCORE.matcher(Normalizer.normalize(text.strip(), Normalizer.Form.NFKC));
    return score.matches() ? OptionalInt.of(Integer.parseInt(score.group(2))) : OptionalInt.empty();
  }

  /**
   * A comment as one line: control characters and line ends are blanks, bidirectional and other
   * invisible characters go, runs of blanks are one, and what is too long ends at a word with an
   * ellipsis. Null when nothing is left.
   */
  static @Nullable String comment(String text) {
    String line = oneLine(text);
    if (line.length() > ReplyReader.MAX_COMMENT) {
      line = cut(line, ReplyReader.MAX_COMMENT);
    }
    return line.isEmpty() ? null : line;
  }

  /** A value to quote in a message: one line, short. */
  static String quoted(String text) {
    String line = oneLine(text.substring(0, Math.min(text.length(), 4 * QUOTED)));
    return line.length() > QUOTED ? cut(line, QUOTED) : line;
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isBlank(c)) {
                if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                  line.append(' ');
                }
              } else if (!isInvisible(c)) {
                line.appendCodePoint(c);
              }
            });
    return line.toString().stripTrailing();
  }

  private static boolean isBlank(int c) {
    return Character.isSpaceChar(c) || Character.getType(c) == Character.CONTROL;
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT || type == Character.SURROGATE || type == Character.UNASSIGNED;
  }

  private static String cut(String line, int length) {
    int end = line.lastIndexOf(' ', length - 1);
    if (end < length / 2) { // one word without end
      end = length - 1;
      if (Character.isHighSurrogate(line.charAt(end - 1))) {
        end--;
      }
    }
    return line.substring(0, end) + "…";
  }
}

package org.paperbeam.records;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.Seal;

/**
 * Run ids and times: what tells the files of one run from those of another that say the same. A
 * file that says the same is left as it is, so that what has not changed keeps its date, costs no
 * write, and can stand under a retention policy.
 */
public final class RunMarks {
  /**
   * A field that does not count, from its name on. Inside of a text quotes are escaped, so this
   * finds fields only. What is not an {@code own} one has not always been there: the comma before
   * it does not count either.
   */
  private static final Pattern MARK =
      Pattern.compile(
          "\"(?<own>run_id|scored_at|generated)\"\\s*:\\s*(\"[^\"]*\"|null)"
              // Older versions wrote no such fields, and a null or nobody says no more than that.
              + "|\"(seen_before|topic|summary|summary_language)\"\\s*:\\s*null"
              + "|\"matched_authors\"\\s*:\\s*\\[\\s*\\]"
              // They say nothing beside what they are made of.
              + "|\"(records_|unscored_|markdown_)?crc32c\"\\s*:\\s*\"[0-9a-f]*\""
              // What older versions did not write is no reason to write a day again.
              + "|\"title_prompt\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*+\""
              // It is kept as it was when anything else changes.
              + "|\"first_published\"\\s*:\\s*\"[^\"]*\"");

  /** What the names begin with: a day has ten thousand fields, and few of them are looked at. */
  private static final String FIRST_LETTERS = "cfgmrstu";

  private RunMarks() {}

  /** Whether two texts of JSON are the same, run ids and times apart; null is no text. */
  public static boolean sameWithout(@Nullable String before, String now) {
    return before != null && (before.equals(now) || without(before).equals(without(now)));
  }

  /** The checksum of a text, run ids and times apart: the same for files that say the same. */
  public static String sum(String text) {
    return Seal.sum(without(text));
  }

  /** An object of JSON with that checksum behind. */
  public static String sealed(String json) {
    return Seal.object(json, sum(json));
  }

  /** Whether an object has another checksum than it was given; one without any has not. */
  public static boolean isBroken(String text) {
    String sum = Seal.sumOfObject(text);
    // Checksums do not count either.
    return sum != null && !sum.equals(sum(text));
  }

  /** The text without run ids, times and what else does not count. */
  static String without(String text) {
    Matcher mark = MARK.matcher(text);
    StringBuilder without = new StringBuilder(text.length());
    int copied = 0;
    int name = text.indexOf('"');
    while (name >= 0) {
      int start = mark(mark, text, name);
      if (start >= 0) {
        without.append(text, copied, start);
        copied = mark.end();
      }
      name = text.indexOf('"', start >= 0 ? copied : name + 1);
    }
    return without.append(text, copied, text.length()).toString();
  }

  /** Where the field at that quote starts, with its comma where that goes too; or -1. */
  private static int mark(Matcher mark, String text, int quote) {
    if (quote + 1 == text.length()
        || FIRST_LETTERS.indexOf(text.charAt(quote + 1)) < 0
        || !mark.region(quote, text.length()).lookingAt()) {
      return -1;
    }
    return mark.group("own") != null ? quote : commaBefore(text, quote);
  }

  private static int commaBefore(String text, int quote) {
    int before = quote - 1;
    while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
      before--;
    }
    return before >= 0 && text.charAt(before) == ',' ? before : -1;
  }
}

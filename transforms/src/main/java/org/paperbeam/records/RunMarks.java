package org.paperbeam.records;

import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.Seal;

/**
 * Run ids and times: what tells the files of one run from those of another that say the same. A
 * file that says the same is left as it is, so that what has not changed keeps its date, costs no
 * write, and can stand under a retention policy.
 */
public final class RunMarks {
  /** Inside of a text quotes are escaped, so this finds fields only. */
  private static final Pattern MARK =
      Pattern.compile(
          "\"(run_id|scored_at|generated)\"\\s*:\\s*(\"[^\"]*\"|null)"
              // Older versions wrote no such fields, and a null or nobody says no more than that.
              + "|,\\s*\"(seen_before|topic|summary|summary_language)\"\\s*:\\s*null"
              + "|,\\s*\"matched_authors\"\\s*:\\s*\\[\\s*\\]"
              // They say nothing beside what they are made of.
              + "|,\\s*\"(records_|unscored_|markdown_)?crc32c\"\\s*:\\s*\"[0-9a-f]*\""
              // What older versions did not write is no reason to write a day again.
              + "|,\\s*\"title_prompt\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*+\""
              // It is kept as it was when anything else changes.
              + "|,\\s*\"first_published\"\\s*:\\s*\"[^\"]*\"");

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

  private static String without(String text) {
    return MARK.matcher(text).replaceAll("");
  }
}

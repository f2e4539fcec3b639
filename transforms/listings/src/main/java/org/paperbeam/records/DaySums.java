package org.paperbeam.records;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.Seal;

/**
 * Checksums at the end of {@code _day.json}: of the day's other files, then of itself. By them a
 * file shows that is not as it was written, although it can be read.
 *
 * @param records null in files of older versions
 * @param unscored null when the day has no such file
 */
record DaySums(@Nullable String records, @Nullable String unscored) {
  /** Of a day whose manifest is not there. */
  static final DaySums UNKNOWN = new DaySums(null, null);

  private static final Pattern SUM =
      Pattern.compile("\"(records|unscored)_crc32c\"\\s*:\\s*\"([0-9a-f]{8})\"");

  /** The sums in a manifest. */
  static DaySums in(String manifest) {
    String records = null;
    String unscored = null;
    // Inside of a text quotes are escaped, so this finds fields only.
    for (Matcher sum = SUM.matcher(manifest); sum.find(); ) {
      if (sum.group(1).equals("records")) {
        records = sum.group(2);
      } else {
        unscored = sum.group(2);
      }
    }
    return new DaySums(records, unscored);
  }

  /** Of the files as they stand. */
  static DaySums of(DayFile records, DayFile unscored) {
    return new DaySums(sum(records.text()), sum(unscored.text()));
  }

  private static @Nullable String sum(@Nullable String text) {
    return text == null ? null : RunMarks.sum(text);
  }

  /** The manifest, pretty, with these sums and its own. */
  String sealed(String manifest) {
    return RunMarks.sealed(with(with(manifest, "records", records), "unscored", unscored));
  }

  private static String with(String manifest, String name, @Nullable String sum) {
    return sum == null ? manifest : Seal.with(manifest, name + "_crc32c", sum);
  }
}

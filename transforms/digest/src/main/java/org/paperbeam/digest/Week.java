package org.paperbeam.digest;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * A week by ISO 8601: it begins on Monday, and belongs to the year of its Thursday.
 *
 * @param year of its Thursday
 * @param number 1 to 53
 */
public record Week(int year, int number) {
  /** How long a {@link #key} is; no key of a day, month or year is as long. */
  public static final int KEY = "2025-W13".length();

  /** The week of a date, ISO. */
  public static Week of(String date) {
    LocalDate day = LocalDate.parse(date);
    return new Week(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** The week of a {@link #key}. */
  public static Week ofKey(String key) {
    return new Week(Integer.parseInt(key.substring(0, 4)), Integer.parseInt(key.substring(6)));
  }

  /** E.g. {@code 2025-W13}. */
  public String key() {
    return String.format(Locale.ROOT, "%04d-W%02d", year, number);
  }

  /** Its Monday. */
  public LocalDate monday() {
    // The fourth of January is always in the first week.
    return LocalDate.of(year, 1, 4)
        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number)
        .with(DayOfWeek.MONDAY);
  }

  /** Its Markdown file below {@code digests/}. */
  String file() {
    return String.format(Locale.ROOT, "%04d/week-%02d.md", year, number);
  }
}

package org.paperbeam.site;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.paperbeam.digest.Week;

/** ISO dates, months and years as a person reads them. */
final class Dates {
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter NUMERIC =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  private static final DateTimeFormatter SHORT_MONTH =
      DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);

  private static final DateTimeFormatter SHORT_MONTH_OF_YEAR =
      DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

  private Dates() {}

  /** E.g. {@code Tuesday, 25 March 2025}. */
  static String inWords(String date) {
    return LONG.format(LocalDate.parse(date));
  }

  /** E.g. {@code Tue 25 Mar}. */
  static String brief(String date) {
    return SHORT.format(LocalDate.parse(date));
  }

  /** E.g. {@code 25 Mar 2025}. */
  static String numeric(String date) {
    return NUMERIC.format(LocalDate.parse(date));
  }

  /** E.g. {@code Mar 2025} for {@code 2025-03}. */
  static String shortPeriod(String key) {
    return SHORT_MONTH_OF_YEAR.format(YearMonth.parse(key));
  }

  /** E.g. {@code March 2025}, {@code Week 13, 2025}, or {@code 2025}. */
  static String period(String key) {
    if (key.length() == Week.KEY) {
      Week week = Week.ofKey(key);
      return "Week " + week.number() + ", " + week.year();
    }
    return key.length() == 4 ? key : MONTH.format(YearMonth.parse(key));
  }

  /** E.g. {@code Mar} for {@code 2025-03}. */
  static String shortMonth(String key) {
    return SHORT_MONTH.format(YearMonth.parse(key));
  }
}

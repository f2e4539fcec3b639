package org.paperbeam.arxiv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads the dates that arXiv writes in its answers. What cannot be read is null. */
final class FeedDates {
  /** The time zone of arXiv's schedule. */
  static final ZoneId EASTERN = ZoneId.of("America/New_York");

  private static final Pattern WEEKDAY = Pattern.compile("^[A-Za-z]+,\\s*");

  private static final Pattern ISO = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}[T ]");
  private static final Map<String, String> ZONES =
      Map.of("UT", "GMT", "UTC", "GMT", "EST", "-0500", "EDT", "-0400", "Z", "GMT");
  private static final Pattern ZONE = Pattern.compile("(?<= )(?:UTC?|E[SD]T|Z)$");

  private FeedDates() {}

  /**
   * A date in the form of RFC 2822, e.g. {@code Mon, 2 Jan 2023 12:00:00 GMT}, with its obsolete
   * names of zones; or in that of ISO 8601 with a zone.
   */
  static @Nullable ZonedDateTime rfc2822(String text) {
    try {
      // The day of the week adds nothing, and a wrong one would make the date unreadable.
      String date = WEEKDAY.matcher(ArxivText.squeeze(text)).replaceFirst("");
      Matcher zone = ZONE.matcher(date);
      if (zone.find()) {
        date = zone.replaceFirst(ZONES.get(zone.group()));
      }
      if (ISO.matcher(date).find()) {
        return ZonedDateTime.parse(date.replaceFirst(" ", "T"), DateTimeFormatter.ISO_DATE_TIME);
      }
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The calendar day of an RFC 2822 date, in the zone it is written in. */
  static @Nullable LocalDate dayAsWritten(String text) {
    ZonedDateTime date = rfc2822(text);
    return date == null ? null : date.toLocalDate();
  }

  /** The calendar day of an RFC 2822 date in the eastern United States. */
  static @Nullable LocalDate easternDay(String text) {
    ZonedDateTime date = rfc2822(text);
    return date == null ? null : date.withZoneSameInstant(EASTERN).toLocalDate();
  }
}

package org.paperbeam.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the table of evenings without an announcement; its form is told in {@code holidays.csv}.
 */
final class HolidayTable {
  private static final String ARXIV = "holidays.csv";
  private static final String HEADER = "date,basis,name";

  private HolidayTable() {}

  /** arXiv's holidays, as the weekdays on which submissions are not closed. */
  static Set<LocalDate> ofArxiv() {
    try (InputStream in = HolidayTable.class.getResourceAsStream(ARXIV)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + ARXIV);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + ARXIV, e);
    }
  }

  static Set<LocalDate> parse(String text) {
    Set<LocalDate> days = new HashSet<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#") && !line.equals(HEADER)) {
        days.add(day(line, number));
      }
    }
    return Set.copyOf(days);
  }

  private static LocalDate day(String line, int number) {
    String[] fields = line.split(",", 3);
    if (fields.length < 3 || !List.of("published", "derived").contains(fields[1])) {
      throw new IllegalArgumentException(
          ARXIV + ", line " + number + ": want date,published|derived,name but found " + line);
    }
    LocalDate date;
    try {
      date = LocalDate.parse(fields[0]);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          ARXIV + ", line " + number + ": not an ISO date: " + fields[0], e);
    }
    if (date.getDayOfWeek() == DayOfWeek.SATURDAY) {
      throw new IllegalArgumentException(
          ARXIV + ", line " + number + ": " + date + " is a Saturday, which has no announcement");
    }
    return date.getDayOfWeek() == DayOfWeek.SUNDAY ? date.minusDays(2) : date;
  }
}

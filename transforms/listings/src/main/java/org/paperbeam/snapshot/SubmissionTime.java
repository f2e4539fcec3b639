package org.paperbeam.snapshot;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperbeam.arxiv.ArxivText;

/** When a paper was submitted, as the snapshot says it or as far as the paper's id tells. */
final class SubmissionTime {
  // RFC 2822, e.g. "Mon, 2 Apr 2007 19:18:42 GMT"; the weekday says nothing that the date does not.
  private static final Pattern RFC_2822 =
      Pattern.compile(
          "(?:[A-Za-z]{3},)?\\s*(\\d{1,2}\\s[A-Za-z]{3}\\s\\d{4}\\s\\d{2}:\\d{2}:\\d{2})"
              + "\\s*(GMT|UTC|UT|Z|[+-]\\d{4})");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH);
  private static final Pattern MONTH_IN_ID = Pattern.compile("(?:.*/)?(\\d{2})(\\d{2}).*");

  private SubmissionTime() {}

  /** Reads an RFC 2822 date; empty when it is none. */
  static Optional<Instant> parse(String text) {
    Matcher m = RFC_2822.matcher(ArxivText.squeeze(text));
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      ZoneOffset zone =
          Character.isLetter(m.group(2).charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(m.group(2));
      return Optional.of(LocalDateTime.parse(m.group(1), DATE_TIME).toInstant(zone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The month that an arXiv id holds; empty when it holds none. */
  static Optional<YearMonth> monthOf(String arxivId) {
    Matcher m = MONTH_IN_ID.matcher(arxivId);
    if (!m.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(m.group(1));
    int month = Integer.parseInt(m.group(2));
    if (month < 1 || month > 12) {
      return Optional.empty();
    }
    // Ids begin in 1991.
    return Optional.of(YearMonth.of(year >= 91 ? 1900 + year : 2000 + year, month));
  }
}

package org.paperbeam.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads the header {@code Retry-After} of RFC 9110, section 10.2.3. */
public final class RetryAfter {
  /** No header means a longer time, and arithmetic on it cannot overflow. */
  public static final Duration LONGEST = Duration.ofDays(7);

  private static final Pattern SECONDS = Pattern.compile("-?\\d+(?:\\.\\d+)?");

  private RetryAfter() {}

  /**
   * How long the service asks to wait, from zero to {@link #LONGEST}; null when it does not say, or
   * says what is neither a number of seconds, maybe with a fraction, nor an HTTP date.
   */
  public static @Nullable Duration of(@Nullable String value, Instant now) {
    String text = value == null ? "" : value.strip();
    if (SECONDS.matcher(text).matches()) {
      return ofSeconds(Double.parseDouble(text));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return within(Duration.between(now, then));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** That many seconds, rounded up to milliseconds; from zero to {@link #LONGEST}. */
  public static Duration ofSeconds(double seconds) {
    double within = Math.min(Math.max(0, seconds), LONGEST.toSeconds());
    return Duration.ofMillis((long) Math.ceil(within * 1000));
  }

  private static Duration within(Duration duration) {
    if (duration.isNegative()) {
      return Duration.ZERO;
    }
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }
}

package org.paperbeam.limit;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.RetryAfter;

/**
 * What an answer's headers say of the service's limits: {@code Retry-After}, and {@code
 * x-ratelimit-limit-}, {@code -remaining-} and {@code -reset-} for requests and tokens
 * (platform.openai.com/docs/guides/rate-limits). A header that is missing or unreadable says
 * nothing.
 *
 * @param retryAfter null when the service does not say when to come back
 * @param requestsPerMinute 0 when it does not say
 * @param tokensPerMinute 0 when it does not say
 * @param pause how long to start nothing because nothing remains; zero when something does
 */
public record RateHints(
    @Nullable Duration retryAfter, long requestsPerMinute, long tokensPerMinute, Duration pause) {
  /** An answer that says nothing. */
  public static final RateHints NONE = new RateHints(null, 0, 0, Duration.ZERO);

  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");

  /** Reads the headers; {@code header} gives the first value of a name, or null. */
  public static RateHints of(Function<String, @Nullable String> header, ZonedDateTime now) {
    Duration pause = Duration.ZERO;
    for (String what : new String[] {"requests", "tokens"}) {
      OptionalLong remaining = number(header.apply("x-ratelimit-remaining-" + what));
      Duration reset = duration(header.apply("x-ratelimit-reset-" + what));
      if (remaining.isPresent() && remaining.getAsLong() == 0 && reset.compareTo(pause) > 0) {
        pause = reset;
      }
    }
    return new RateHints(
        retryAfter(header.apply("retry-after"), header.apply("retry-after-ms"), now),
        number(header.apply("x-ratelimit-limit-requests")).orElse(0),
        number(header.apply("x-ratelimit-limit-tokens")).orElse(0),
        pause);
  }

  private static @Nullable Duration retryAfter(
      @Nullable String value, @Nullable String millis, ZonedDateTime now) {
    OptionalLong ms = number(millis);
    if (ms.isPresent()) {
      return RetryAfter.ofSeconds(ms.getAsLong() / 1000.0);
    }
    return RetryAfter.of(value, now.toInstant());
  }

  private static OptionalLong number(@Nullable String value) {
    if (value == null || !value.trim().matches("\\d{1,15}")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(value.trim()));
  }

  /** {@code 1s}, {@code 6m0s}, {@code 250ms}; zero for anything else. */
  private static Duration duration(@Nullable String value) {
    if (value == null || !value.trim().matches("(?:" + PART.pattern() + ")+")) {
      return Duration.ZERO;
    }
    double seconds = 0;
    Matcher part = PART.matcher(value);
    while (part.find()) {
      double unit =
          switch (part.group(2)) {
            case "ms" -> 0.001;
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            default -> 86_400;
          };
      seconds += Double.parseDouble(part.group(1)) * unit;
    }
    return RetryAfter.ofSeconds(seconds);
  }
}

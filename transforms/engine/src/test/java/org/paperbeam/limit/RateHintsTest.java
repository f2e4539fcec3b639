package org.paperbeam.limit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateHintsTest {
  private static final ZonedDateTime NOW = ZonedDateTime.parse("2025-03-25T12:00:00Z");

  private static RateHints of(Map<String, String> headers) {
    return RateHints.of(headers::get, NOW);
  }

  private static Duration retryAfter(String value) {
    return of(Map.of("retry-after", value)).retryAfter();
  }

  private static Duration reset(String value) {
    return of(Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", value))
        .pause();
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    assertThat(retryAfter("20"), is(Duration.ofSeconds(20)));
    assertThat(retryAfter(" 0.25 "), is(Duration.ofMillis(250)));
    assertThat(retryAfter("0"), is(Duration.ZERO));
    assertThat(retryAfter("-5"), is(Duration.ZERO));
    assertThat(retryAfter("Tue, 25 Mar 2025 12:01:30 GMT"), is(Duration.ofSeconds(90)));
    assertThat(retryAfter("Tue, 25 Mar 2025 11:00:00 GMT"), is(Duration.ZERO));
    assertThat(
        of(Map.of("retry-after", "3", "retry-after-ms", "2500")).retryAfter(),
        is(Duration.ofMillis(2500)));
  }

  @Test
  void garbageSaysNothing() {
    for (String garbage :
        new String[] {"", "soon", "NaN", "Infinity", "1e300", "1s", "Tue, 99 Mar 2025", "5d5"}) {
      assertThat(garbage, retryAfter(garbage), is(nullValue()));
    }
    assertThat(of(Map.of()), is(RateHints.NONE));
    assertThat(
        of(Map.of("x-ratelimit-limit-requests", "many", "x-ratelimit-limit-tokens", "-3")),
        is(RateHints.NONE));
  }

  @Test
  void timesAreNeverTooLongToReckonWith() {
    assertThat(retryAfter("999999999999999999999"), is(Duration.ofDays(7)));
    assertThat(retryAfter("Fri, 31 Dec 9999 23:59:59 GMT"), is(Duration.ofDays(7)));
    assertThat(
        of(Map.of("retry-after-ms", "999999999999999")).retryAfter(), is(Duration.ofDays(7)));
    assertThat(reset("99999999999999d"), is(Duration.ofDays(7)));
  }

  @Test
  void aResetCountsWhenNothingRemains() {
    assertThat(reset("1s"), is(Duration.ofSeconds(1)));
    assertThat(reset("6m0s"), is(Duration.ofMinutes(6)));
    assertThat(reset("250ms"), is(Duration.ofMillis(250)));
    assertThat(reset("1h2m3.5s"), is(Duration.ofMillis(3_723_500)));
    assertThat(reset("17"), is(Duration.ZERO));
    assertThat(reset("later"), is(Duration.ZERO));
    assertThat(
        of(Map.of("x-ratelimit-remaining-requests", "1", "x-ratelimit-reset-requests", "1s"))
            .pause(),
        is(Duration.ZERO));
    assertThat(
        of(Map.of(
                "x-ratelimit-remaining-requests", "0",
                "x-ratelimit-reset-requests", "1s",
                "x-ratelimit-remaining-tokens", "0",
                "x-ratelimit-reset-tokens", "3s"))
            .pause(),
        is(Duration.ofSeconds(3)));
  }

  @Test
  void limitsAreNumbers() {
    RateHints hints =
        of(Map.of("x-ratelimit-limit-requests", "500", "x-ratelimit-limit-tokens", " 30000 "));
    assertThat(hints.requestsPerMinute(), is(500L));
    assertThat(hints.tokensPerMinute(), is(30_000L));
  }
}

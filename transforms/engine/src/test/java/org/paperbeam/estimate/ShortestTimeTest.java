package org.paperbeam.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.paperbeam.limit.LimitConfig;

class ShortestTimeTest {
  private static final CallCount CALLS = CallCount.of(480, 100_000, 0, 20_000);

  @Test
  void theTightestLimitSaysIt() {
    assertThat(
        ShortestTime.of(CALLS, new LimitConfig(240, 0, 1_000)),
        is(new ShortestTime(Duration.ofMinutes(2), "240 calls a minute")));
    assertThat(
        ShortestTime.of(CALLS, new LimitConfig(240, 30_000, 1_000)),
        is(new ShortestTime(Duration.ofMinutes(4), "30,000 tokens a minute")));
    assertThat(
        ShortestTime.of(CALLS, new LimitConfig(240, 30_000, 1)),
        is(
            new ShortestTime(
                Duration.ofSeconds(240 + 200), "1 calls in flight, at 100 tokens a second")));
  }

  @Test
  void noCallTakesNoTime() {
    assertThat(
        ShortestTime.of(CallCount.NONE, new LimitConfig(240, 30_000, 16)).time(),
        is(Duration.ZERO));
  }
}

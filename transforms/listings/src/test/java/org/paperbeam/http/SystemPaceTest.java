package org.paperbeam.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SystemPaceTest {
  @Test
  void realTimeGoesBy() throws Exception {
    Pace pace = Pace.system();
    Instant before = Instant.now();
    long start = pace.nanoTime();
    pace.sleep(Duration.ofMillis(2));
    pace.sleep(Duration.ofSeconds(-5));
    assertThat(pace.nanoTime() - start, greaterThanOrEqualTo(Duration.ofMillis(2).toNanos()));
    assertThat(pace.now().isBefore(before), is(false));
  }
}

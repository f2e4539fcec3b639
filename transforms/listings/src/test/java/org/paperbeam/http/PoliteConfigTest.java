package org.paperbeam.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.paperbeam.secret.Secret;

class PoliteConfigTest {
  private static final PoliteConfig CONFIG = PoliteConfig.of("S");

  @Test
  void eachChangeKeepsTheRest() {
    Duration second = Duration.ofSeconds(1);
    assertThat(
        CONFIG
            .withSpacing(second)
            .withTimeout(second.multipliedBy(2))
            .withMaxWait(second.multipliedBy(3))
            .withMaxAttempts(4)
            .withHeader("user-agent", "u")
            .withHeader("A", "a")
            .withLargestBody(5)
            .withSecretHeader("x-key", Secret.of("secret-1"))
            .withRefusalAdvice("advice"),
        is(
            new PoliteConfig(
                "S",
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                4,
                5,
                Map.of("User-Agent", "u", "A", "a"),
                Map.of("x-key", Secret.of("secret-1")),
                "advice")));
  }

  @Test
  void badValuesAreNamed() {
    refuses(() -> PoliteConfig.of(" "), "service must not be blank");
    refuses(
        () -> CONFIG.withSpacing(Duration.ofSeconds(-1)), "spacing must be 0 or more, not PT-1S");
    refuses(() -> CONFIG.withTimeout(Duration.ZERO), "timeout must be above 0, not PT0S");
    refuses(
        () -> CONFIG.withMaxWait(Duration.ofSeconds(-1)), "maxWait must be 0 or more, not PT-1S");
    refuses(() -> CONFIG.withLargestBody(0), "largestBody must be 1 or more, not 0");
    refuses(() -> CONFIG.withMaxAttempts(0), "maxAttempts must be 1 or more, not 0");
  }

  private static void refuses(Executable change, String message) {
    assertThat(assertThrows(IllegalArgumentException.class, change).getMessage(), is(message));
  }
}

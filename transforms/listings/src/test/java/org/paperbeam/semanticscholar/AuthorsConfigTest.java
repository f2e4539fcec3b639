package org.paperbeam.semanticscholar;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;

class AuthorsConfigTest {
  private static final KeySource KEY = KeySource.environment("A_KEY");

  private static final AuthorsConfig CONFIG = AuthorsConfig.service("http://h:1/a//");

  @Test
  void eachChangeKeepsTheRest() {
    AuthorsConfig all =
        CONFIG
            .withFollowed(Map.of("1", "Ada", "2", "Bo"))
            .withAuthorMatch(true)
            .withScoredMatches(true)
            .withMinHIndex(3)
            .withSpacing(Duration.ofSeconds(4))
            .withRunId("r")
            .withCache(Folder.of("c"))
            .withKey(KEY);
    assertThat(
        all,
        is(
            new AuthorsConfig(
                "http://h:1/a",
                null,
                Map.of("1", "Ada", "2", "Bo"),
                true,
                true,
                3,
                Duration.ofSeconds(4),
                "r",
                Folder.of("c"),
                KEY)));
    assertThat(SerializableUtils.clone(all), is(all));
  }

  @Test
  void somethingIsWantedForAnHIndexOrForAFollowedAuthor() {
    assertThat(CONFIG.isWanted(), is(false));
    assertThat(CONFIG.withMinHIndex(1).isWanted(), is(true));
    assertThat(CONFIG.withAuthorMatch(true).isWanted(), is(false));
    assertThat(CONFIG.withFollowed(Map.of("1", "Ada")).isWanted(), is(false));
    assertThat(CONFIG.withFollowed(Map.of("1", "Ada")).withAuthorMatch(true).isWanted(), is(true));
  }

  @Test
  void badValuesAreNamed() {
    refuses(() -> CONFIG.withMinHIndex(-1), "minHIndex must be 0 or more, not -1");
    refuses(
        () -> CONFIG.withSpacing(Duration.ofSeconds(-1)), "spacing must be 0 or more, not PT-1S");
    for (String address : new String[] {"ftp://h", "h", "http:///a", "http://a b"}) {
      refuses(
          () -> AuthorsConfig.service(address),
          "baseUrl must be an http or https address, not " + address);
    }
    refuses(
        () ->
            new AuthorsConfig(
                "http://h", "r", Map.of(), true, false, 0, Duration.ZERO, null, null, KEY),
        "either baseUrl or resource must be given");
  }

  private static void refuses(Executable change, String message) {
    assertThat(assertThrows(IllegalArgumentException.class, change).getMessage(), is(message));
  }
}

package org.paperbeam.semanticscholar;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.http.ServiceException;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class SemanticScholarClientTest {
  private final FakePace pace = new FakePace(Instant.parse("2025-03-25T00:00:00Z"));

  @Test
  void theKeyIsSentAsAHeader() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("[null]"));
        AuthorSource client = client(server, "secret")) {
      assertThat(client.authorsOf(List.of("2503.00001"), false), is(Map.of()));
      assertThat(server.requests().get(0).header("x-api-key"), is("secret"));
    }
  }

  @Test
  void noKeyIsNoHeader() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("[null]"));
        AuthorSource client = client(server, null)) {
      client.authorsOf(List.of("2503.00001"), false);
      assertThat(server.requests().get(0).header("x-api-key"), is(nullValue()));
    }
  }

  @Test
  void requestsAreAsFarApartAsConfigured() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("[null]"));
        AuthorSource client = client(server, null)) {
      client.authorsOf(List.of("2503.00001"), false);
      client.authorsOf(List.of("2503.00002"), false);
      assertThat(pace.sleeps(), is(List.of(Duration.ofMillis(1500))));
    }
  }

  @Test
  void aRefusalSaysWhatToDoAboutTheKeyAndDoesNotShowIt() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(403, "{}"));
        AuthorSource with = client(server, "secret");
        AuthorSource without = client(server, null)) {
      String keyed = refusal(with);
      assertThat(keyed, endsWith("; check the key in SEMANTIC_SCHOLAR_API_KEY"));
      assertThat(keyed.contains("secret"), is(false));
      assertThat(refusal(without), endsWith("; set a key in SEMANTIC_SCHOLAR_API_KEY"));
    }
  }

  @Test
  void theKeyIsReadWhereTheConfigurationSaysAndAVariableMayBeUnset(@TempDir Path folder)
      throws Exception {
    KeySource variable = AuthorsConfig.service("http://h").key();
    assertThat(variable, is(KeySource.environment("SEMANTIC_SCHOLAR_API_KEY")));
    for (String none : List.of("", " ")) {
      Map<String, String> blank = Map.of("SEMANTIC_SCHOLAR_API_KEY", none);
      assertThat(FindAuthors.key(variable, blank), is(nullValue()));
    }
    assertThat(FindAuthors.key(variable, Map.of()), is(nullValue()));
    assertThat(
        FindAuthors.key(variable, Map.of("SEMANTIC_SCHOLAR_API_KEY", "k1")), is(Secret.of("k1")));
    Path file = folder.resolve("key");
    Files.writeString(file, "k2\n");
    assertThat(FindAuthors.key(KeySource.file(file.toString()), Map.of()), is(Secret.of("k2")));
    Path none = folder.resolve("none");
    ServiceException missing =
        assertThrows(
            ServiceException.class,
            () -> FindAuthors.key(KeySource.file(none.toString()), Map.of()));
    assertThat(
        missing.getMessage(),
        is("the key of Semantic Scholar: the key file " + none + " is not there"));
  }

  private static String refusal(AuthorSource client) {
    return assertThrows(
            ServiceException.class, () -> client.authorsOf(List.of("2503.00001"), false))
        .getMessage();
  }

  private AuthorSource client(LoopbackServer server, String key) {
    AuthorsConfig config = AuthorsConfig.service(server.url()).withSpacing(Duration.ofMillis(1500));
    return new SemanticScholarClient(config, key == null ? null : Secret.of(key), pace);
  }
}

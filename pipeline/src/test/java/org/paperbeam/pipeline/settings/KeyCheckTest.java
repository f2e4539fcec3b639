package org.paperbeam.pipeline.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.pipeline.options.LlmOptions;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.testing.SecretServer;

class KeyCheckTest {
  private static final String ADVICE =
      ": put the key of the LLM's service there, or name another variable with --llmKeyEnv, a"
          + " file with --llmKeyFile or a secret with --llmKeySecret (--scorer=offline needs no key)";

  @TempDir Path folder;

  @AfterEach
  void resetFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static void check(Map<String, String> options, Map<String, String> environment) {
    Map<String, String> yaml = Map.of("categories", "cs.LG", "llmModel", "gpt-4o");
    Profile profile = new Profile("p", yaml, "topics", "scoring", List.of());
    Values values = Values.resolve(OptionTable.of(RunOptions.class), options, yaml);
    RunStart start = new RunStart("id", Instant.EPOCH, "run");
    KeyCheck.check(
        new SettingsResolver(values.as(RunOptions.class), values, profile).resolve(start),
        environment,
        false);
  }

  private static final String SECRET = "projects/p/secrets/s/versions/1";

  /** A key's secret on a service that answers like this, read for a job here or elsewhere. */
  private static Optional<String> checkSecret(SecretServer server, boolean remote) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.as(LlmOptions.class).setSecretManagerUrl(server.url());
    FileSystems.setDefaultPipelineOptions(options);
    Map<String, String> yaml = Map.of("categories", "cs.LG", "llmModel", "gpt-4o");
    Profile profile = new Profile("p", yaml, "topics", "scoring", List.of());
    Values values =
        Values.resolve(OptionTable.of(RunOptions.class), Map.of("llmKeySecret", SECRET), yaml);
    RunStart start = new RunStart("id", Instant.EPOCH, "run");
    return KeyCheck.check(
        new SettingsResolver(values.as(RunOptions.class), values, profile).resolve(start),
        Map.of(),
        remote);
  }

  @Test
  void aSecretIsReadAndNamed() {
    try (SecretServer server = SecretServer.start()) {
      UsageException missing = assertThrows(UsageException.class, () -> checkSecret(server, false));
      assertThat(
          missing.getMessage(),
          is("the secret " + SECRET + ": it is not there: make it, or correct the name"));
      server.with(SECRET, "\n");
      UsageException blank = assertThrows(UsageException.class, () -> checkSecret(server, false));
      assertThat(blank.getMessage(), is(SECRET + " is empty" + ADVICE));
      server.with(SECRET, "sk-1");
      assertThat(checkSecret(server, false), is(Optional.empty()));
    }
  }

  @Test
  void onlyTheWorkersRightsCountForAJobElsewhere() {
    try (SecretServer server = SecretServer.start().wanting("a token")) {
      assertThrows(UsageException.class, () -> checkSecret(server, false));
      assertThat(
          checkSecret(server, true).orElseThrow(),
          startsWith(
              "the key cannot be read from here, and has to be from the workers: the secret "
                  + SECRET
                  + ": no credential"));
    }
    try (SecretServer server = SecretServer.start()) {
      assertThrows(UsageException.class, () -> checkSecret(server, true));
    }
  }

  private static String refusal(Map<String, String> options, Map<String, String> environment) {
    return assertThrows(UsageException.class, () -> check(options, environment)).getMessage();
  }

  @Test
  void aMissingOrEmptyVariableIsNamed() {
    String expected = "the variable OPENAI_API_KEY is not set" + ADVICE;
    assertThat(refusal(Map.of(), Map.of()), is(expected));
    assertThat(refusal(Map.of(), Map.of("OPENAI_API_KEY", " ")), is(expected));
    assertThat(
        refusal(Map.of("llmKeyEnv", "OTHER"), Map.of("OPENAI_API_KEY", "sk-1")),
        is("the variable OTHER is not set" + ADVICE));
  }

  @Test
  void aKeyIsOneWordAndNeverShown() {
    assertThat(
        refusal(Map.of(), Map.of("OPENAI_API_KEY", "sk-1\nsk-2")),
        is("OPENAI_API_KEY holds no key: a key is one word of ASCII letters, digits and signs"));
  }

  @Test
  void aKeyFileIsReadAndNamed() throws IOException {
    Path file = folder.resolve("key");
    Map<String, String> options = Map.of("llmKeyFile", file.toString());
    assertThat(
        refusal(options, Map.of()), is("the key file " + file + " is not there (--llmKeyFile)"));
    Files.writeString(file, "\n");
    assertThat(refusal(options, Map.of()), is(file + " is empty" + ADVICE));
    Files.writeString(file, "sk-1\n");
    check(options, Map.of());
  }

  @Test
  void theOfflineScorerNeedsNoKey() {
    check(Map.of("scorer", "offline"), Map.of());
    check(Map.of(), Map.of("OPENAI_API_KEY", "sk-1"));
  }
}

package org.paperbeam.pipeline.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.profile.Profile;

class KeyCheckTest {
  private static final String ADVICE =
      ": put the key of the LLM's service there, or name another variable with --llmKeyEnv or a"
          + " file with --llmKeyFile (--scorer=offline needs no key)";

  @TempDir Path folder;

  private static void check(Map<String, String> options, Map<String, String> environment) {
    Map<String, String> yaml = Map.of("categories", "cs.LG", "llmModel", "gpt-4o");
    Profile profile = new Profile("p", yaml, "topics", "scoring", List.of());
    Values values = Values.resolve(OptionTable.of(RunOptions.class), options, yaml);
    RunStart start = new RunStart("id", Instant.EPOCH, "run");
    KeyCheck.check(new SettingsResolver(values, profile).resolve(start), environment, false);
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

package org.paperbeam.pipeline.settings;

import java.io.IOException;
import java.util.Map;
import org.paperbeam.llm.KeySource;
import org.paperbeam.pipeline.options.UsageException;

/** Finds a missing key before the job starts, not after an hour of listing. */
public final class KeyCheck {
  private static final int LONGEST_KEY = 8192;

  private KeyCheck() {}

  /**
   * Reads the key where the settings say it is, if they need one, and forgets it.
   *
   * @param environment the process's environment variables
   * @throws UsageException when there is none, or it cannot be one; says where it should be
   */
  public static void check(RunSettings settings, Map<String, String> environment) {
    if (settings.scoring().scorer() == Scorer.LLM) {
      KeySource source = settings.llm().key();
      String place =
          source.kind() == KeySource.Kind.FILE
              ? "the file of --llmKeyFile, " + source.name() + ","
              : "the environment variable " + source.name();
      if (!isKey(read(source, environment))) {
        throw new UsageException(
            place + " holds no key: a key is one word of letters, digits and signs");
      }
    }
  }

  private static String read(KeySource source, Map<String, String> environment) {
    try {
      return source.read(environment);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          e.getMessage()
              + ": put the key of the LLM's service there, or name another place with --llmKeyEnv"
              + " or --llmKeyFile (--scorer=offline needs no key)",
          e);
    }
  }

  private static boolean isKey(String text) {
    return text.length() <= LONGEST_KEY && text.chars().allMatch(c -> c > ' ' && c < 127);
  }
}

package org.paperbeam.pipeline.settings;

import java.io.IOException;
import java.util.Map;
import org.paperbeam.pipeline.options.UsageException;

/** Finds a missing key before the job starts, not after an hour of listing. */
public final class KeyCheck {
  private KeyCheck() {}

  /**
   * Reads the key where the settings say it is, if they need one, and forgets it.
   *
   * @param environment the process's environment variables
   * @throws UsageException when there is none, or it cannot be one; says where it should be
   */
  public static void check(RunSettings settings, Map<String, String> environment) {
    if (settings.scoring().scorer() == Scorer.LLM) {
      try {
        settings.llm().key().read(environment);
      } catch (IOException e) {
        throw new UsageException(e.getMessage(), e);
      }
    }
  }
}

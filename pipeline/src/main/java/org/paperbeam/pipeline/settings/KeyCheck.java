package org.paperbeam.pipeline.settings;

import java.io.IOException;
import java.util.Map;
import org.paperbeam.llm.KeySource;
import org.paperbeam.pipeline.options.UsageException;

/** Finds a missing key before the job starts, not after an hour of listing. */
public final class KeyCheck {
  private KeyCheck() {}

  /**
   * Reads the key where the settings say it is, if they need one, and forgets it.
   *
   * @param environment the process's environment variables
   * @param remote whether other machines read it: then their variables count, not ours
   * @throws UsageException when there is none, or it cannot be one; says where it should be
   */
  public static void check(RunSettings settings, Map<String, String> environment, boolean remote) {
    boolean theirs = remote && settings.llm().key().kind() == KeySource.Kind.ENVIRONMENT;
    if (settings.scoring().scorer() == Scorer.LLM && !theirs) {
      try {
        String unused = settings.llm().key().read(environment);
        assert !unused.isEmpty();
      } catch (IOException e) {
        throw new UsageException(e.getMessage(), e);
      }
    }
  }
}

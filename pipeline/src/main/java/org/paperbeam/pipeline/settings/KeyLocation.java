package org.paperbeam.pipeline.settings;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.paperbeam.pipeline.options.UsageException;

/**
 * Where the key of the LLM's service is. Immutable; the key itself is read by whoever calls, and
 * kept nowhere.
 *
 * @param name the variable's name or the file's path or URL
 */
public record KeyLocation(Kind kind, String name) implements Serializable {
  /** What holds the key. */
  public enum Kind {
    ENVIRONMENT_VARIABLE,
    FILE
  }

  private static final int LONGEST_KEY = 8192;

  /**
   * Reads the key, blanks around it left out.
   *
   * @param environment the process's environment variables
   * @throws UsageException when there is none, or it cannot be a key; says where it should be
   */
  public String read(Map<String, String> environment) {
    String key = kind == Kind.FILE ? file() : variable(environment);
    if (key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new UsageException(
          here() + " holds no key: a key is one word of ASCII letters, digits and signs");
    }
    return key;
  }

  private String variable(Map<String, String> environment) {
    String key = environment.getOrDefault(name, "").strip();
    if (key.isEmpty()) {
      throw new UsageException(
          here()
              + " is "
              + (environment.containsKey(name) ? "empty" : "not set")
              + ": put the key of the LLM's service there, or name another variable with"
              + " --llmKeyEnv or a file with --llmKeyFile (--scorer=offline needs no key)");
    }
    return key;
  }

  private String file() {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(name, false)))) {
      String key = new String(in.readNBytes(LONGEST_KEY + 1), StandardCharsets.UTF_8).strip();
      if (key.isEmpty()) {
        throw new UsageException(here() + " is empty");
      }
      return key;
    } catch (FileNotFoundException e) {
      throw new UsageException(here() + " is not there", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(here() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private String here() {
    return kind == Kind.FILE ? "the file of --llmKeyFile, " + name + "," : "the variable " + name;
  }
}

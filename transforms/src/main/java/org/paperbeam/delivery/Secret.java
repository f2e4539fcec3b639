package org.paperbeam.delivery;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;

/**
 * Where a secret is, never the secret itself.
 *
 * @param option the option that named the place, for messages
 * @param variable an environment variable; empty for a file
 * @param file a file on any file system that Beam knows; empty for a variable
 */
public record Secret(String option, String variable, String file) {
  private static final int LONGEST = 8192;

  /** A secret in an environment variable. */
  public static Secret variable(String option, String name) {
    return new Secret(option, name, "");
  }

  /** A secret in a file. */
  public static Secret file(String option, String path) {
    return new Secret(option, "", path);
  }

  /**
   * Reads the secret, blanks around it cut off.
   *
   * @throws IOException with one line that never holds what was found
   */
  public String read(Map<String, String> environment) throws IOException {
    String found = (file.isEmpty() ? environment.getOrDefault(variable, "") : readFile()).strip();
    if (found.isEmpty()) {
      throw new IOException(
          file.isEmpty()
              ? "--" + option + ": the variable " + variable + " is not set"
              : "--" + option + ": the file " + file + " is empty");
    }
    if (found.length() > LONGEST || found.chars().anyMatch(Character::isISOControl)) {
      throw new IOException("--" + option + ": what is there is not one line of text");
    }
    return found;
  }

  private String readFile() throws IOException {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(file, false)))) {
      return new String(in.readNBytes(LONGEST + 1), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw new IOException("--" + option + ": there is no file " + file, e);
    }
  }
}

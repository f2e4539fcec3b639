package org.paperbeam.llm;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;

/**
 * Where the key of the service is, never the key itself: a key in an option or a field would stand
 * in display data, logs and job descriptions. The worker that calls reads it.
 *
 * @param kind an environment variable of the worker, or a file on any file system Beam knows
 * @param name the variable's name, or the file's path
 */
public record KeySource(Kind kind, String name) implements Serializable {
  /** The sorts of places. */
  public enum Kind {
    ENVIRONMENT,
    FILE
  }

  public static KeySource environment(String variable) {
    return new KeySource(Kind.ENVIRONMENT, variable);
  }

  public static KeySource file(String path) {
    return new KeySource(Kind.FILE, path);
  }

  /**
   * Reads the key, blanks around it cut off; an {@link IOException} with one clear line if absent.
   */
  public String read(Map<String, String> environment) throws IOException {
    String key = kind == Kind.ENVIRONMENT ? environment.get(name) : readFile();
    if (key == null || key.isBlank()) {
      throw new IOException(
          kind == Kind.ENVIRONMENT
              ? "the environment variable " + name + " holds no key"
              : "the file " + name + " holds no key");
    }
    return key.trim();
  }

  private String readFile() throws IOException {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(name, false)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException("cannot read the key file " + name + ": " + e.getMessage(), e);
    }
  }
}

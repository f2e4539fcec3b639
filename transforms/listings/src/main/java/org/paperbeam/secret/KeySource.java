package org.paperbeam.secret;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.IntPredicate;
import org.apache.beam.sdk.io.FileSystems;
import org.paperbeam.failure.FailureException;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.storage.TextMark;

/**
 * Where a secret is, never the secret itself: a key in an option or a field would stand in display
 * data, logs and job descriptions. The worker that calls reads it.
 *
 * @param kind an environment variable of the worker, a file on any file system Beam knows, or a
 *     version of a secret in Google's Secret Manager
 * @param name the variable's name, the file's path, or {@code projects/P/secrets/S/versions/V}
 */
public record KeySource(Kind kind, String name) implements Serializable {
  /** The sorts of places. */
  public enum Kind {
    ENVIRONMENT,
    FILE,
    SECRET
  }

  public static KeySource environment(String variable) {
    return new KeySource(Kind.ENVIRONMENT, variable);
  }

  public static KeySource file(String path) {
    return new KeySource(Kind.FILE, path);
  }

  /** A version of a secret, {@code projects/P/secrets/S/versions/V}. */
  public static KeySource secret(String version) {
    return new KeySource(Kind.SECRET, version);
  }

  /** Longer than any key of a service known; what is longer is another file. */
  private static final int LONGEST = 8192;

  /** Reads the key of the LLM's service, see {@link #read(Map, String)}. */
  public Secret read(Map<String, String> environment) throws IOException {
    return read(environment, "the LLM's service");
  }

  /**
   * Reads a key, which is one word; blanks, line breaks and a byte order mark around it are cut
   * off.
   *
   * @param service whose key it is, for messages
   * @throws IOException with one line for the user when there is no key, or no word that could be
   *     one; the line never holds what was found
   */
  public Secret read(Map<String, String> environment, String service) throws IOException {
    return read(
        environment,
        "the key of " + service,
        c -> c > ' ' && c < 127,
        "holds no key: a key is one word of ASCII letters, digits and signs");
  }

  /**
   * Reads a password or an address, which is one line and may have blanks inside; else as {@link
   * #read(Map, String)}.
   *
   * @param what it is, for messages
   */
  public Secret readLine(Map<String, String> environment, String what) throws IOException {
    return read(
        environment, what, c -> !Character.isISOControl(c), "does not hold one line of text");
  }

  private Secret read(
      Map<String, String> environment, String what, IntPredicate allowed, String otherwise)
      throws IOException {
    String found =
        switch (kind) {
          case ENVIRONMENT -> environment.getOrDefault(name, "");
          case FILE -> readFile();
          case SECRET -> secrets().read(name);
        };
    // Some editors and shells begin a file with a byte order mark, which is no part of the key.
    String text = found.replace("\uFEFF", "").strip();
    if (text.isEmpty()) {
      throw new FailureException(
          FailureKind.CREDENTIAL,
          Remedy.NAME_KEY,
          (kind == Kind.ENVIRONMENT ? "the variable " + name + " is not set" : name + " is empty")
              + ": put "
              + what
              + " there");
    }
    if (text.length() > LONGEST || !text.chars().allMatch(allowed)) {
      throw new FailureException(FailureKind.CREDENTIAL, name + " " + otherwise);
    }
    return Secret.of(text);
  }

  private static SecretStore secrets() throws IOException {
    return ServiceLoader.load(SecretStore.class, KeySource.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new FailureException(
                    FailureKind.CREDENTIAL, Remedy.NAME_KEY_SECRET, "nothing here reads secrets"));
  }

  private String readFile() throws IOException {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(name, false)))) {
      byte[] bytes = in.readNBytes(2 * LONGEST + 2);
      return new String(bytes, TextMark.charset(bytes));
    } catch (FileNotFoundException e) {
      throw unreadable("the key file " + name + " is not there", e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable("the key file " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static FailureException unreadable(String message, Exception cause) {
    return new FailureException(FailureKind.CREDENTIAL, Remedy.NAME_KEY_FILE, message, cause);
  }
}

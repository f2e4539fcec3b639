package org.paperbeam.secret;

/**
 * Reads a secret from the service that keeps it; found by {@link java.util.ServiceLoader}, because
 * the way there is the application's. Safe for many threads.
 */
public interface SecretStore {
  /**
   * The secret's text.
   *
   * @param name as {@link KeySource#secret} has it
   * @throws SecretException with one line for the user, which never holds the secret
   */
  String read(String name) throws SecretException;
}

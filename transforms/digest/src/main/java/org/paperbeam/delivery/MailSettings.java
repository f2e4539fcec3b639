package org.paperbeam.delivery;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.secret.Secret;

/**
 * An SMTP server and who writes to whom: one recipient, whom no other sees.
 *
 * @param user null when the server wants no login
 * @param password null when the server wants no login
 */
public record MailSettings(
    Server server, @Nullable String user, @Nullable Secret password, String from, String to) {
  /**
   * Where the server is.
   *
   * @param security {@code starttls} (demanded), {@code tls} (from the first byte) or {@code none}
   */
  public record Server(String host, int port, String security) {}

  @Override
  public String toString() {
    return "mail by " + server + " from " + from + " to " + to;
  }
}

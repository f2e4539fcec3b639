package org.paperbeam.delivery;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.secret.Secret;

/**
 * An SMTP server and who writes to whom.
 *
 * @param user null when the server wants no login
 * @param password null when the server wants no login
 */
public record MailSettings(
    Server server, @Nullable String user, @Nullable Secret password, String from, List<String> to) {
  /**
   * Where the server is.
   *
   * @param security {@code starttls} (demanded), {@code tls} (from the first byte) or {@code none}
   */
  public record Server(String host, int port, String security) {}

  public MailSettings {
    to = List.copyOf(to);
  }

  @Override
  public String toString() {
    return "mail by " + server + " from " + from + " to " + to;
  }
}

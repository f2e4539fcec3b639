package org.paperbeam.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * The one rule for the address of a service: an absolute {@code http://} or {@code https://} URL
 * with a host, and without a user or password in it, which would show in logs.
 */
public final class HttpUrl {
  private HttpUrl() {}

  /** The address that a text is, or empty when it is none. */
  public static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return http && uri.getHost() != null && uri.getUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * The base URL that a text is, without a slash at its end; empty when it is none. Paths are put
   * behind it.
   */
  public static Optional<String> base(String text) {
    return parse(text).map(uri -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }
}

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
   * behind it by {@link #under}.
   */
  public static Optional<String> base(String text) {
    return parse(text).map(uri -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /**
   * A place under a base URL, whose query, if it has one, stays behind the path.
   *
   * @param path from its slash on, maybe with a query of its own
   */
  public static URI under(String base, String path) {
    int question = base.indexOf('?');
    String place = question < 0 ? base : base.substring(0, question);
    String query = question < 0 ? "" : base.substring(question + 1);
    if (place.endsWith("/")) {
      place = place.substring(0, place.length() - 1);
    }
    String joint = query.isEmpty() ? "" : path.contains("?") ? "&" : "?";
    return URI.create(place + path + joint + query);
  }
}

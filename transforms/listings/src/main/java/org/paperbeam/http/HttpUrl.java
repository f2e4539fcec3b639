package org.paperbeam.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
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
   * Whether others may read along: an {@code http://} address of another machine. What is no
   * address is none of theirs.
   */
  public static boolean isReadable(String text) {
    return parse(text)
        .filter(uri -> uri.getScheme().equals("http") && !isThisMachine(uri.getHost()))
        .isPresent();
  }

  /** Whether a host's name is one of this machine's own, which no network sees. */
  public static boolean isThisMachine(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.matches("127(\\.\\d{1,3}){3}")
        || name.equals("::1")
        || name.equals("0:0:0:0:0:0:0:1");
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

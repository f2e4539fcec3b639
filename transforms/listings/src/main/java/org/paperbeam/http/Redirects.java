package org.paperbeam.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a service to another address, as the JDK's client would (never from TLS to plain HTTP),
 * but that the key stays behind: the JDK's client sends every header to whatever host the answer
 * names.
 */
final class Redirects {
  /** As many as the JDK's client follows. */
  static final int MOST = 5;

  private Redirects() {}

  /**
   * The request that an answer asks for; empty when it is no redirect, or one that is not followed.
   *
   * @param secrets the names of the headers that no other host gets, in any case of letters
   */
  static Optional<HttpRequest> next(
      HttpRequest request, HttpResponse<?> answer, Set<String> secrets) {
    String location = answer.headers().firstValue("Location").orElse("");
    URI from = request.uri();
    URI to = resolved(from, location);
    boolean again = answer.statusCode() == 307 || answer.statusCode() == 308;
    boolean elsewhere = answer.statusCode() >= 301 && answer.statusCode() <= 303;
    if (to == null || !(again || elsewhere) || isDowngrade(from, to)) {
      return Optional.empty();
    }
    HttpRequest.Builder next = HttpRequest.newBuilder(to);
    boolean same = isSame(from, to);
    request
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (same || secrets.stream().noneMatch(name::equalsIgnoreCase)) {
                values.forEach(value -> next.header(name, value));
              }
            });
    boolean post = request.method().equals("POST");
    return Optional.of(
        (again || !post
                ? next.method(
                    request.method(), request.bodyPublisher().orElse(BodyPublishers.noBody()))
                : next.GET())
            .build());
  }

  private static URI resolved(URI from, String location) {
    try {
      URI to = location.isEmpty() ? null : from.resolve(location);
      return to != null && HttpUrl.parse(to.toString()).isPresent() ? to : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isDowngrade(URI from, URI to) {
    return from.getScheme().equals("https") && !to.getScheme().equals("https");
  }

  /** The same server, maybe now by TLS on its usual port. */
  private static boolean isSame(URI from, URI to) {
    boolean upgraded = port(from) == 80 && port(to) == 443 && to.getScheme().equals("https");
    return from.getHost().equalsIgnoreCase(to.getHost())
        && (upgraded || (from.getScheme().equals(to.getScheme()) && port(from) == port(to)));
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
  }
}

package org.paperbeam.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.ServiceException.Kind;

/**
 * What kept one request from its answer.
 *
 * @param kind what it becomes when waiting does not help
 * @param what in the user's words, e.g. {@code HTTP 503}
 * @param retryAfter what the service asks to wait, or null when it does not say
 * @param cause what the client threw, or null when there was an answer
 */
record Trouble(Kind kind, String what, @Nullable Duration retryAfter, @Nullable IOException cause)
    implements Result {
  private static final Set<Integer> REFUSALS = Set.of(403, 406);
  private static final Set<Integer> FOR_NOW = Set.of(429, 503);
  private static final Set<Integer> FAULTS = Set.of(500, 502, 504);

  /** The trouble with an answer, or null when it is one for the caller. */
  static @Nullable Trouble of(int status, String body, @Nullable Duration retryAfter) {
    if (REFUSALS.contains(status)) {
      return new Trouble(Kind.REFUSED, "HTTP " + status, null, null);
    }
    if (FOR_NOW.contains(status)) {
      return new Trouble(Kind.OVERLOADED, "HTTP " + status, retryAfter, null);
    }
    if (FAULTS.contains(status)) {
      return new Trouble(Kind.BROKEN, "HTTP " + status, retryAfter, null);
    }
    // arXiv's API says so under status 200 at times.
    if (status == 200 && body.length() < 40 && body.strip().equalsIgnoreCase("Rate exceeded.")) {
      return new Trouble(Kind.OVERLOADED, "\"Rate exceeded.\"", retryAfter, null);
    }
    return null;
  }

  /** The trouble behind a failed exchange. */
  static Trouble of(IOException failure, URI uri) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
        return unreachable("unknown host " + uri.getHost(), failure);
      }
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return unreachable("no connection in time", failure);
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return unreachable(words(failure, "connection refused"), failure);
    }
    if (failure instanceof SSLHandshakeException) {
      return unreachable("no secure connection: " + words(failure, "handshake failed"), failure);
    }
    return new Trouble(Kind.BROKEN, words(failure, "connection lost"), null, failure);
  }

  static Trouble timedOut(Duration timeout) {
    return new Trouble(
        Kind.OVERLOADED, "no answer within " + timeout.toMillis() / 1000.0 + " s", null, null);
  }

  private static Trouble unreachable(String what, IOException cause) {
    return new Trouble(Kind.UNREACHABLE, what, null, cause);
  }

  private static String words(IOException failure, String otherwise) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? otherwise : message;
  }
}

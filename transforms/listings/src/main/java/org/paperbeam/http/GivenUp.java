package org.paperbeam.http;

import java.net.URI;
import java.time.Duration;

/** What is said of a request that was given up. */
final class GivenUp {
  private GivenUp() {}

  /**
   * One line for the user.
   *
   * @param attempts how often it was asked
   * @param waited how long in all between these
   */
  static ServiceException of(
      PoliteConfig config, URI uri, HttpFailure failure, int attempts, Duration waited) {
    String service = config.service();
    String where = failure.what() + " for " + uri;
    String tried =
        attempts == 1
            ? " (asked once"
            : " (asked %d times, waited %d s".formatted(attempts, waited.toSeconds());
    String wish =
        failure.retryAfter() == null
            ? ""
            : ", it asks to wait %d s".formatted(failure.retryAfter().toSeconds());
    String message =
        switch (failure.kind()) {
          case REFUSED -> service + " refuses: " + where + "; " + config.refusalAdvice();
          case UNREACHABLE ->
              "cannot reach "
                  + service
                  + ": "
                  + where
                  + "; check the network and the address, then run again";
          case OVERLOADED ->
              service + " is overloaded: " + where + tried + wish + "); run again later";
          default -> service + " fails: " + where + tried + "); run again later";
        };
    return new ServiceException(failure.kind(), config.hiddenIn(message), failure.cause());
  }
}

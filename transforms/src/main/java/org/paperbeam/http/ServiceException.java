package org.paperbeam.http;

import java.io.IOException;

/**
 * A service that cannot be used. The message is one line, ready for the user: what happened, at
 * which address, and what to do.
 */
public final class ServiceException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What sort of failure it was. */
  public enum Kind {
    /** The service does not want this client: asking again is no use, and impolite. */
    REFUSED,
    /** No connection could be made: no network, no such host, nothing listens there. */
    UNREACHABLE,
    /** It answered "later", or not in time, for longer than the caller waits. */
    OVERLOADED,
    /** It went on to fail, broke its answers off, or says what cannot be read. */
    BROKEN
  }

  private final Kind kind;

  public ServiceException(Kind kind, String message) {
    this(kind, message, null);
  }

  public ServiceException(Kind kind, String message, Throwable cause) {
    super(message.replaceAll("\\s+", " "), cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

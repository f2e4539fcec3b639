package org.paperbeam.http;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureException;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;

/**
 * A service that cannot be used: {@link FailureKind#REFUSED}, {@link FailureKind#UNREACHABLE},
 * {@link FailureKind#OVERLOADED} or {@link FailureKind#BROKEN}. The message is one line, ready for
 * the user: what happened, at which address, and what to do.
 */
public final class ServiceException extends FailureException {
  private static final long serialVersionUID = 1L;

  private final boolean smallerMayDo;

  public ServiceException(FailureKind kind, String message) {
    this(kind, message, null);
  }

  public ServiceException(FailureKind kind, String message, @Nullable Throwable cause) {
    this(kind, Remedy.NONE, message, cause, false);
  }

  private ServiceException(
      FailureKind kind,
      Remedy remedy,
      String message,
      @Nullable Throwable cause,
      boolean smallerMayDo) {
    super(kind, remedy, message.replaceAll("\\s+", " "), cause);
    this.smallerMayDo = smallerMayDo;
  }

  /** The same failure, with what the user can do besides. */
  public ServiceException withRemedy(Remedy remedy) {
    return new ServiceException(kind(), remedy, getMessage(), this, smallerMayDo);
  }

  /** The same failure of a question about many things: smaller questions may be answered. */
  public ServiceException ofMany() {
    return new ServiceException(kind(), remedy(), getMessage(), getCause(), true);
  }

  /** Whether a question about fewer things may be answered. */
  public boolean smallerMayDo() {
    return smallerMayDo;
  }
}

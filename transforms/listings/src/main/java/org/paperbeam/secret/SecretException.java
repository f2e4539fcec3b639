package org.paperbeam.secret;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureException;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;

/**
 * A secret that could not be read. Its message is one line for the user and never holds it. Its
 * kind is {@link FailureKind#CREDENTIAL} when the one who asks may not read it, though another
 * machine's account may; {@link FailureKind#MISSING} when there is no such secret, or nothing in it
 * that could be one; {@link FailureKind#UNREACHABLE} when the service gives no answer, though later
 * it may.
 */
public final class SecretException extends FailureException {
  private static final long serialVersionUID = 1L;

  public SecretException(FailureKind kind, String message, @Nullable Throwable cause) {
    super(kind, Remedy.NONE, message, cause);
  }
}

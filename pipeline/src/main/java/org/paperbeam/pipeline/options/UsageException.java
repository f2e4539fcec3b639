package org.paperbeam.pipeline.options;

/**
 * What the user asked for cannot be done as it is written: the message is the one line the user
 * sees, and the exit code is 2. Nothing was called or written before it.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}

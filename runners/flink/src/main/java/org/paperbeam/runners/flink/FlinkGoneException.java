package org.paperbeam.runners.flink;

/** A cluster gives no answer. Its message is for the user. */
final class FlinkGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FlinkGoneException(String message, Throwable cause) {
    super(message, cause);
  }
}

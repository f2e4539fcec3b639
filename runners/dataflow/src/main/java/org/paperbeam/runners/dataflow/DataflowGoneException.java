package org.paperbeam.runners.dataflow;

/** The service gives no answer. Its message is for the user. */
final class DataflowGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataflowGoneException(String message, Throwable cause) {
    super(message, cause);
  }
}

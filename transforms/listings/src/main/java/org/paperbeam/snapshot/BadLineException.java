package org.paperbeam.snapshot;

/** A line that is in scope but is no paper; the message says what it lacks. */
final class BadLineException extends Exception {
  private static final long serialVersionUID = 1L;

  BadLineException(String message) {
    super(message);
  }
}

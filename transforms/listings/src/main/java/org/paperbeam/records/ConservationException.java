package org.paperbeam.records;

/**
 * A day's numbers do not add up: a paper without an outcome, a paper twice, or a listing that is
 * not its duplicates and outcomes. Nothing of that day is written. The message is one line.
 */
public final class ConservationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConservationException(String message) {
    super(message);
  }
}

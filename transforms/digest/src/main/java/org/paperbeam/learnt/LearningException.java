package org.paperbeam.learnt;

/** No filter can be learnt from these papers; the message says why, in one line. */
public final class LearningException extends Exception {
  private static final long serialVersionUID = 1L;

  public LearningException(String message) {
    super(message);
  }
}

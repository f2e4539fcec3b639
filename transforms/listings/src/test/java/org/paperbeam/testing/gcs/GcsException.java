package org.paperbeam.testing.gcs;

/** Ends the work on a request with an error's answer. */
final class GcsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient GcsAnswer answer;

  GcsException(int status, String reason, String message) {
    super(message);
    this.answer = GcsAnswer.error(status, reason, message);
  }

  GcsException(GcsAnswer answer) {
    super("status " + answer.status());
    this.answer = answer;
  }

  GcsAnswer answer() {
    return answer;
  }
}

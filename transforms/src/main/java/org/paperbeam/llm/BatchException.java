package org.paperbeam.llm;

import org.paperbeam.llm.ChatOutcome.Failed;

/** Why a call of the Batch API gave nothing, sorted as the calls of chat completions are. */
public final class BatchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failed failure;
  private final int status;

  /**
   * An error of the service, or of the way there.
   *
   * @param status the HTTP status; 0 when there was no answer
   */
  public BatchException(Failed failure, int status) {
    super(failure.detail());
    this.failure = failure;
    this.status = status;
  }

  /** What it means for the next step. */
  public Failed failure() {
    return failure;
  }

  /** Whether the service does not know what was asked for (404). */
  public boolean isUnknown() {
    return status == 404;
  }

  /** Whether no call can succeed: key, quota, billing. */
  public boolean isFatal() {
    return failure.kind() == ChatOutcome.Kind.FATAL && !isUnknown();
  }

  /** Whether the service refused the request itself, so that the same one will be refused again. */
  public boolean isRefused() {
    return switch (failure.kind()) {
      case TOO_LONG, UNSUPPORTED, REJECTED -> true;
      default -> false;
    };
  }
}

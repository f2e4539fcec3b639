package org.paperbeam.llm;

import org.paperbeam.failure.FailureKind;
import org.paperbeam.llm.ChatOutcome.Failed;

/** Why a call of the Batch API gave nothing, sorted as the calls of chat completions are. */
public final class BatchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failed failure;

  /** An error of the service, or of the way there. */
  public BatchException(Failed failure) {
    super(failure.detail());
    this.failure = failure;
  }

  /** What it means for the next step. */
  public Failed failure() {
    return failure;
  }

  /** Whether the service does not know what was asked for. */
  public boolean isUnknown() {
    return failure.why() == FailureKind.MISSING;
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

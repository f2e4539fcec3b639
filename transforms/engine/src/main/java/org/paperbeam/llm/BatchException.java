package org.paperbeam.llm;

import org.paperbeam.failure.FailureKind;
import org.paperbeam.llm.ChatOutcome.Failed;

/** Why a call of the Batch API gave nothing, sorted as the calls of chat completions are. */
public final class BatchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failed failure;
  private final boolean done;

  /** An error of the service, or of the way there. */
  public BatchException(Failed failure) {
    this(failure, /* done= */ false);
  }

  /**
   * The same.
   *
   * @param done whether the service said that it did what it was asked, in an answer that is of no
   *     use
   */
  BatchException(Failed failure, boolean done) {
    super(failure.detail());
    this.failure = failure;
    this.done = done;
  }

  /** Whether what was asked is done for certain, though the answer cannot be used. */
  public boolean isDone() {
    return done;
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
      case TOO_LONG, UNSUPPORTED, REJECTED, MODERATED -> true;
      default -> false;
    };
  }
}

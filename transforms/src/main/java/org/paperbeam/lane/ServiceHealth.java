package org.paperbeam.lane;

import java.time.Duration;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.paper.RunFailure;

/**
 * Tells a service that is down from a question that cannot be answered, and holds why a lane must
 * end. Used by the lane's thread.
 */
final class ServiceHealth {
  /** Questions in a row that used up their attempts, or were refused: then it is the service. */
  static final int SERVICE_IS_DOWN = 3;

  /** A service that is to be waited for so much longer has ended the run. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final String service;
  private int exhaustedInARow;
  private boolean everAnswered;
  private int refusals;
  private long refusedSince;
  private long lastRefusal;
  private @Nullable RunFailure failure;

  ServiceHealth(String service) {
    this.service = service;
  }

  /** Why the lane must end; null while it need not. */
  @Nullable RunFailure failure() {
    return failure;
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Ends the lane; the first reason stays. */
  void fail(String detail, FailureKind why, Remedy remedy) {
    if (failure == null) {
      failure =
          RunFailure.of(
                  FailureStage.LLM,
                  why,
                  "the LLM service "
                      + service
                      + ": "
                      + detail
                      + "; nothing is lost, run the same command again when that is mended")
              .withRemedy(remedy);
    }
  }

  /** Ends the lane for a reason that is not the service's; null is no reason. */
  void fail(@Nullable RunFailure obstacle) {
    if (failure == null) {
      failure = obstacle;
    }
  }

  private void fail(String detail, Failed failed) {
    fail(detail, failed.why(), failed.remedy());
  }

  void answered() {
    exhaustedInARow = 0;
    everAnswered = true;
    refusals = 0;
  }

  /**
   * A refusal for the rate: it is waited out, but not for ever. Calls that were on their way when
   * the last one was refused tell nothing new: batches may take hours each.
   *
   * @param startedAt when the call had started, in nanoseconds of the lane's clock, as {@code now}
   */
  void refused(Failed failed, long startedAt, long now) {
    if (refusals == 0) {
      refusedSince = now;
    }
    if (refusals == 0 || startedAt - lastRefusal >= 0) {
      refusals++;
      lastRefusal = now;
    }
    if (refusals >= SERVICE_IS_DOWN && now - refusedSince > LONGEST_WAIT.toNanos()) {
      fail("has refused every call for an hour: " + failed.detail(), failed);
    }
    mustWait(failed);
  }

  /** A failure that is asked again, after the service's own time if it names one. */
  void mustWait(Failed failed) {
    Duration wait = failed.hints().retryAfter();
    if (wait != null && wait.compareTo(LONGEST_WAIT) > 0) {
      fail("asks to come back in " + wait.toSeconds() + " s (" + failed.detail() + ")", failed);
    }
  }

  /**
   * A question used up its attempts. Several batches in a row without any answer between them, or
   * anything before the first answer, is the service's fault; a paper alone may be its own.
   */
  void exhausted(LaneTask task, Failed failed) {
    if (task.asks().size() == 1 && everAnswered) {
      return;
    }
    exhaustedInARow++;
    if (exhaustedInARow >= SERVICE_IS_DOWN) {
      fail(
          "does not answer: " + failed.detail() + ", " + exhaustedInARow + " questions in a row",
          failed);
    }
  }
}

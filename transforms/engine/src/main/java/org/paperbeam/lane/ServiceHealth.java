package org.paperbeam.lane;

import java.time.Duration;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.CallClock;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.paper.RunFailure;

/**
 * Tells a service that is down, or a model that gives nothing of use, from a question that cannot
 * be answered, and holds why a lane must end. Used by the lane's thread.
 */
final class ServiceHealth {
  /** Questions in a row that used up their attempts: then it is the service. */
  static final int SERVICE_IS_DOWN = 3;

  /**
   * Questions in a row that were refused without a word of what they say: then it is the service.
   */
  static final int SERVICE_REFUSES = 5;

  /** A service that is to be waited for so much longer has ended the run. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final String service;
  private final CallClock clock;
  private final TroubleNotices notices;
  private int exhaustedInARow;
  private int failedInARow;
  private int refusedInARow;
  private boolean everAnswered;
  private long lastAnswer;
  private int refusals;
  private long refusedSince;
  private long lastRefusal;
  private @Nullable RunFailure failure;

  /**
   * For a service at that address.
   *
   * @param told takes lines for those who watch
   */
  ServiceHealth(String service, CallClock clock, Consumer<String> told) {
    this.service = service;
    this.clock = clock;
    this.notices = new TroubleNotices(told);
  }

  /** Why the lane must end; null while it need not. */
  @Nullable RunFailure failure() {
    return failure;
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Ends the lane for a reason that is not the service's; the first reason stays. */
  void stop(String why, FailureKind kind) {
    if (failure == null) {
      failure =
          RunFailure.of(
              FailureStage.LLM,
              kind,
              why + "; nothing is lost, the same command continues where this run stopped");
    }
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

  /** The run was told to end while there was work. */
  void stopped() {
    fail(
        RunFailure.of(
            FailureStage.JOB,
            FailureKind.STOPPED,
            "stopped by a signal; nothing is lost, the same command goes on where it stopped"));
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
    failedInARow = 0;
    refusedInARow = 0;
    refusals = 0;
    everAnswered = true;
    lastAnswer = clock.nanoTime();
  }

  /**
   * Whether so many calls failed in a row that new questions should wait until one of those that
   * failed is answered: what is down need not be asked about every paper.
   */
  boolean isDoubtful() {
    return failedInARow >= SERVICE_IS_DOWN;
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

  /**
   * A call that failed and is asked again.
   *
   * @param startedAt when it had started, in nanoseconds of the lane's clock
   */
  void failed(Failed failed, long startedAt) {
    if (isNews(startedAt)) {
      failedInARow++;
    }
    mustWait(failed);
  }

  /** A failure that is asked again, after the service's own time if it names one. */
  private void mustWait(Failed failed) {
    notices.tell("the LLM service " + service + ": " + failed.detail(), clock.nanoTime());
    Duration wait = failed.hints().retryAfter();
    if (wait != null && wait.compareTo(LONGEST_WAIT) > 0) {
      fail("asks to come back in " + wait.toSeconds() + " s (" + failed.detail() + ")", failed);
    }
  }

  /**
   * A question used up its attempts. Several in a row without any answer between them are the
   * service's fault, whether they are about one paper each or many.
   *
   * @param startedAt when its last call had started, in nanoseconds of the lane's clock
   */
  void exhausted(Failed failed, long startedAt) {
    if (!isNews(startedAt)) {
      return;
    }
    exhaustedInARow++;
    if (exhaustedInARow >= SERVICE_IS_DOWN) {
      fail(
          "does not answer: " + failed.detail() + ", " + exhaustedInARow + " questions in a row",
          failed);
    }
  }

  /**
   * A question was refused. Where the service says that it is for what the papers say, no other
   * question is concerned; without such words several in a row are the service's fault. Once it has
   * answered, only papers that were asked alone count.
   *
   * @param startedAt when the call had started, in nanoseconds of the lane's clock
   */
  void rejected(LaneTask task, Failed failed, long startedAt) {
    boolean counts = task.step() == LaneTask.Step.ALONE || !everAnswered;
    if (failed.kind() == Kind.MODERATED || !counts || !isNews(startedAt)) {
      return;
    }
    refusedInARow++;
    if (refusedInARow >= SERVICE_REFUSES) {
      fail(
          "refuses whatever is asked: "
              + failed.detail()
              + ", "
              + refusedInARow
              + " questions in a row",
          failed);
    }
  }

  /** A call that was on its way when another one was answered tells nothing against the service. */
  private boolean isNews(long startedAt) {
    return !everAnswered || startedAt - lastAnswer >= 0;
  }
}

package org.paperbeam.llm;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Time-outs that count the time in which this process runs. While it is suspended (a laptop that
 * sleeps, a stopped process, a frozen container) the service goes on, and its answer waits in this
 * machine's buffers: a time-out by the clock alone would give the call up in the moment in which it
 * can be read, and the answer would be paid for twice. Thread-safe.
 */
final class AnswerTimer {
  /** How often it is looked whether the process has run. */
  static final Duration STEP = Duration.ofSeconds(2);

  /** A look that comes so much late means that the process did not run. */
  static final Duration LATE = Duration.ofSeconds(1);

  /** What a call has at least when the process runs again, to read what has come. */
  static final Duration AFTER_A_PAUSE = Duration.ofSeconds(5);

  /** A clock, and how something is done later. */
  interface Later {
    long nanoTime();

    /** Does something after that time. */
    Cancel after(long nanos, Runnable what);
  }

  /** Takes back what was to be done later. */
  interface Cancel {
    void cancel();
  }

  private final Later later;

  AnswerTimer(Later later) {
    this.later = later;
  }

  /** A copy of the future that ends with a {@link TimeoutException} after so much running time. */
  <T> CompletableFuture<T> within(Duration timeout, CompletableFuture<T> future) {
    CompletableFuture<T> copy = future.copy();
    new Wait(copy, timeout.toNanos()).next();
    return copy;
  }

  private final class Wait {
    private final CompletableFuture<?> future;
    private long left;

    Wait(CompletableFuture<?> future, long left) {
      this.future = future;
      this.left = left;
    }

    void next() {
      long step = Math.min(left, STEP.toNanos());
      long from = later.nanoTime();
      Cancel look = later.after(step, () -> look(from, step));
      CompletableFuture<?> unused = future.whenComplete((answer, error) -> look.cancel());
    }

    private void look(long from, long step) {
      if (future.isDone()) {
        return;
      }
      boolean paused = later.nanoTime() - from - step > LATE.toNanos();
      left -= step;
      if (paused) {
        left = Math.max(left, AFTER_A_PAUSE.toNanos());
      }
      if (left > 0) {
        next();
      } else {
        future.completeExceptionally(new TimeoutException());
      }
    }
  }
}

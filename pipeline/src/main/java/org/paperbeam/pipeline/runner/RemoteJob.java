package org.paperbeam.pipeline.runner;

import java.util.concurrent.TimeUnit;
import org.joda.time.Duration;
import org.paperbeam.http.Pace;

/** A job that goes on without this process. It is waited for by looking at it again and again. */
public interface RemoteJob extends FollowedJob {
  /** The job's whole name. */
  String name();

  /** Where it can be seen, for the user, e.g. {@code job 8e2f on http://10.0.0.1:8081}. */
  String where();

  /** The clock that waiting goes by. */
  Pace pace();

  /** How long after one look the next one is. */
  java.time.Duration betweenLooks();

  /**
   * Waits for the job's end; the state it has then.
   *
   * @param most about how long to wait, to the next look; zero or negative for without end
   * @throws IllegalStateException when the thread is interrupted, with its flag set
   */
  @Override
  default State waitUntilFinish(Duration most) {
    long end = pace().nanoTime() + TimeUnit.MILLISECONDS.toNanos(most.getMillis());
    State state = getState();
    while (!state.isTerminal() && (most.getMillis() <= 0 || pace().nanoTime() - end < 0)) {
      try {
        pace().sleep(betweenLooks());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
      state = getState();
    }
    return state;
  }
}

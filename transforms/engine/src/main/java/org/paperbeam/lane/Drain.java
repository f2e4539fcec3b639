package org.paperbeam.lane;

import java.time.Duration;
import org.paperbeam.calls.CallClock;

/**
 * How long a lane that has to end waits for its calls in flight: from when it has seen that it must
 * for so long. Used by the lane's thread.
 */
final class Drain {
  private final LaneStop stop;
  private final CallClock clock;
  private final Duration longest;
  private boolean begun;
  private long begunAt;

  Drain(LaneStop stop, CallClock clock, Duration longest) {
    this.stop = stop;
    this.clock = clock;
    this.longest = longest;
  }

  /** Whether the lane has to end. */
  boolean isOn() {
    return begun || stop.isAsked();
  }

  /** From now on it has to. */
  void begin() {
    if (!begun) {
      begun = true;
      begunAt = clock.nanoTime();
    }
  }

  /** Nanoseconds that are left for calls in flight; the largest number while it need not end. */
  long left() {
    if (!isOn()) {
      return Long.MAX_VALUE;
    }
    begin();
    return Math.max(0, longest.toNanos() - (clock.nanoTime() - begunAt));
  }
}

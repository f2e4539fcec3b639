package org.paperbeam.calls;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Where callers put the ends of calls, and where the lane waits for them. Every call that starts
 * ends here, once. Thread-safe.
 */
public final class CallEnds {
  private final BlockingQueue<CallEnd> ends = new LinkedBlockingQueue<>();

  public void add(CallEnd end) {
    ends.add(end);
  }

  /** Whether nothing waits to be looked at. */
  public boolean isEmpty() {
    return ends.isEmpty();
  }

  /** The next end; null when there is none within that many nanoseconds. */
  public @Nullable CallEnd await(CallClock clock, long nanos) throws InterruptedException {
    return clock.await(ends, nanos);
  }
}

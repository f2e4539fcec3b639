package org.paperbeam.calls;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.prompt.Stage;

/**
 * Where callers put the ends of calls, and where the lane waits for them. Every call that starts
 * ends here, once. Thread-safe.
 */
public final class CallEnds {
  /** What wakes the lane. */
  private static final CallEnd NOTHING =
      new CallEnd(
          new Call(0, Stage.SCORES, "", List.of(), "", null, 0, 0, 0, 0, false),
          ChatOutcome.failed(Kind.NOT_MADE, "nothing"),
          null,
          null);

  private final BlockingQueue<CallEnd> ends = new LinkedBlockingQueue<>();

  public void add(CallEnd end) {
    ends.add(end);
  }

  /** Ends the waiting of the lane, if it waits, without an end of a call. */
  public void wake() {
    ends.add(NOTHING);
  }

  /** Whether nothing waits to be looked at. */
  public boolean isEmpty() {
    return ends.isEmpty();
  }

  /** The next end; null when there is none within that many nanoseconds, or for {@link #wake}. */
  public @Nullable CallEnd await(CallClock clock, long nanos) throws InterruptedException {
    CallEnd end = clock.await(ends, nanos);
    return end == NOTHING ? null : end;
  }
}

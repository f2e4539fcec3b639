package org.paperbeam.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is known of the calls that others have made under the same limits just before: the lane that
 * a lost worker had, or an earlier run.
 *
 * @param answered calls answered in the last {@link #HORIZON}, in any order
 * @param mayBeInFlight whether there may have been calls that nobody knows of: in flight when their
 *     lane was lost, or failed
 */
public record PastCalls(List<PastCall> answered, boolean mayBeInFlight) {
  /** Older calls are in no window that is still open. */
  public static final Duration HORIZON = Duration.ofNanos(StartLog.SPAN);

  /** Nobody has asked before. */
  public static final PastCalls NONE = new PastCalls(List.of(), false);

  /**
   * A call of which only the end is known. It counts from there: later than the service saw it, so
   * never too little.
   *
   * @param tokens prompt and completion
   */
  public record PastCall(Instant answeredAt, long tokens) {}

  /** Those answered calls; where calls were answered, others may have been in flight. */
  public static PastCalls of(List<PastCall> answered) {
    return new PastCalls(List.copyOf(answered), !answered.isEmpty());
  }

  long largest() {
    return answered.stream().mapToLong(PastCall::tokens).max().orElse(0);
  }
}

package org.paperbeam.calls;

import java.io.IOException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatOutcome;

/**
 * Makes calls: one by one, or through the Batch API. Every call that is started or joined ends
 * among the {@link CallEnds}, once. Rate and money are the business of who starts it. Its methods
 * are called by the lane's thread.
 */
public interface Caller {
  /** Finds what earlier runs left at the service. To be called once, before anything else. */
  default void open() throws IOException {}

  /** Whether calls go through the Batch API: at that price, and outside the rate. */
  boolean isBatch();

  /** Whether another call may start beside so many. */
  boolean mayStart(int inFlight);

  /**
   * How many calls should be ready, so that the quota is never idle; a caller that sends all there
   * is together wants them all.
   */
  int wantedReady();

  void start(Call call);

  /** How a call ended that was made here: what there is to learn for the next ones. */
  default void ended(Call call, ChatOutcome outcome) {}

  /** A call of an earlier run, still open, that asks the question of that ledger key. */
  default @Nullable EarlierCall find(String key) {
    return null;
  }

  /** Lets a call of this run wait for the answer to one that {@link #find} gave. */
  default void join(EarlierCall earlier, Call call) {
    throw new IllegalStateException("no earlier call is known here");
  }

  /**
   * Does what is due besides: sends what was collected, looks at what is open, fetches.
   *
   * @return nanoseconds until something is due again; the largest number when nothing will be
   */
  default long attend() throws InterruptedException {
    return Long.MAX_VALUE;
  }

  /** The lane must end: calls that are not at the service end, and nothing is waited for. */
  default void abandon() {}

  /** Answers to calls of earlier runs that no call of this one waits for, handed over once. */
  default List<LedgerEntry> takeUnclaimed() {
    return List.of();
  }

  /** What the user should know when the run has ended. */
  default List<String> warnings() {
    return List.of();
  }
}

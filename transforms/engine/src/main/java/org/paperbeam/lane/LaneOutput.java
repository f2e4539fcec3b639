package org.paperbeam.lane;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.paper.RunFailure;

/** Where a lane puts what it finds out. Called by the lane's own thread only. */
public interface LaneOutput {
  /**
   * What decides a paper: its scores, or a title that was dropped. Every question of the lane comes
   * here or to {@link #unanswered} once, unless the lane fails.
   */
  void answered(PaperQuestion question, PaperAnswer answer);

  /** A paper that cannot be decided. */
  void unanswered(PaperQuestion question, Unanswered why);

  /** Every question of that date has been answered, or is left without an answer for good. */
  void dayDecided(String date);

  /** The lane ends before that date is decided; it may never have come to it. */
  void dayAbandoned(String date);

  /**
   * Why nothing more may be asked although the service is well, e.g. a date that could not be
   * published; null while there is no reason. Looked at before every call.
   */
  @Nullable RunFailure obstacle();

  /**
   * Whether so many decided dates wait for their files that the lane is to take in no other before
   * one is written; what is taken in already is asked all the same. A service that answers faster
   * than files are written would else fill the memory, and days would show long after they were
   * paid for.
   *
   * @param caughtUp run once when that has changed, by any thread
   */
  boolean isBehind(Runnable caughtUp);

  /** An answered call. */
  void paid(PaidCall call);

  /** One line for those who watch, e.g. how far a batch is. */
  void notice(String text);

  /** The run must end and publish no day that is incomplete. */
  void failed(RunFailure failure);

  /** The lane's progress, for those who watch. */
  LaneMetrics metrics();
}

package org.paperbeam.lane;

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

  /** An answered call. */
  void paid(PaidCall call);

  /** One line for those who watch, e.g. how far a batch is. */
  void notice(String text);

  /** The run must end and publish no day that is incomplete. */
  void failed(RunFailure failure);

  /** The lane's progress, for those who watch. */
  LaneMetrics metrics();
}

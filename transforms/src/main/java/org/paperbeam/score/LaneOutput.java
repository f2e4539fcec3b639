package org.paperbeam.score;

import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.UnscoredPaper;

/** Where a lane puts what it finds out. Called by the lane's own thread only. */
interface LaneOutput {
  /** A paper with its outcome: every paper of the lane once, unless the lane fails. */
  void decided(PaperRecord record);

  /** Why a paper could not be scored; its record comes through {@link #decided} too. */
  void unscored(UnscoredPaper paper);

  /** An answered call. */
  void paid(PaidCall call);

  /** One line for those who watch, e.g. how far a batch is. */
  void notice(String text);

  /** The run must end and publish no day that is incomplete. */
  void failed(RunFailure failure);

  /** The lane's progress, for those who watch. */
  LaneMetrics metrics();
}

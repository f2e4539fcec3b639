package org.paperbeam.score;

import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.lane.LaneOutput;
import org.paperbeam.lane.Unanswered;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.UnscoredPaper;

/** Turns what the lane finds out into decided papers and dead letters. */
abstract class DecidingOutput implements LaneOutput {
  private final Decisions decisions;

  DecidingOutput(Decisions decisions) {
    this.decisions = decisions;
  }

  /** A paper with its outcome: every paper of the lane once, unless the lane fails. */
  abstract void decided(PaperRecord record);

  /** Why a paper could not be scored; its record comes through {@link #decided} too. */
  abstract void unscored(UnscoredPaper paper);

  @Override
  public void answered(PaperQuestion question, PaperAnswer answer) {
    decided(decisions.decide(question, answer));
  }

  @Override
  public void unanswered(PaperQuestion question, Unanswered why) {
    PaperRecord left = decisions.leave(question);
    decided(left);
    if (left.getOutcome() == Outcome.UNSCORED) {
      unscored(decisions.deadLetter(question, why));
    }
  }
}

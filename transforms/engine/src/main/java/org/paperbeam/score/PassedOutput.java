package org.paperbeam.score;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.lane.LaneMetrics;
import org.paperbeam.lane.LaneOutput;
import org.paperbeam.lane.Unanswered;
import org.paperbeam.paper.RunFailure;

/** Hands on what a lane finds out, to be changed in some points. */
abstract class PassedOutput implements LaneOutput {
  private final LaneOutput out;

  PassedOutput(LaneOutput out) {
    this.out = out;
  }

  @Override
  public void answered(PaperQuestion question, PaperAnswer answer) {
    out.answered(question, answer);
  }

  @Override
  public void unanswered(PaperQuestion question, Unanswered why) {
    out.unanswered(question, why);
  }

  @Override
  public void dayDecided(String date) {
    out.dayDecided(date);
  }

  @Override
  public void dayAbandoned(String date) {
    out.dayAbandoned(date);
  }

  @Override
  public @Nullable RunFailure obstacle() {
    return out.obstacle();
  }

  @Override
  public boolean isBehind(Runnable caughtUp) {
    return out.isBehind(caughtUp);
  }

  @Override
  public void paid(PaidCall call) {
    out.paid(call);
  }

  @Override
  public void notice(String text) {
    out.notice(text);
  }

  @Override
  public void failed(RunFailure failure) {
    out.failed(failure);
  }

  @Override
  public LaneMetrics metrics() {
    return out.metrics();
  }
}

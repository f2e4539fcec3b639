package org.paperbeam.score;

import java.util.ArrayList;
import java.util.List;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.lane.LaneOutput;
import org.paperbeam.lane.Unanswered;
import org.paperbeam.paper.RunFailure;

/**
 * Hands on what the lane of the service that takes over finds out. When that service fails, too,
 * nothing is worse than without it: a date that the first one had come to its end with is told as
 * the first one left it.
 */
final class FallbackOutput extends PassedOutput {
  private final LaneOutput out;
  private final FirstOutput first;
  private final LeftPapers left;
  private final String name;
  private final List<String> warnings = new ArrayList<>();
  private boolean stopped;

  /**
   * After the first lane.
   *
   * @param name what people are told that takes over
   */
  FallbackOutput(LaneOutput out, FirstOutput first, String name) {
    super(out);
    this.out = out;
    this.first = first;
    this.left = first.left();
    this.name = name;
    for (RunFailure failure : first.failures()) {
      warnings.add(
          "%s took over %d papers: %s".formatted(name, left.papers(), failure.getMessage()));
    }
  }

  @Override
  public void answered(PaperQuestion question, PaperAnswer answer) {
    left.answered(question);
    super.answered(question, answer);
  }

  @Override
  public void unanswered(PaperQuestion question, Unanswered why) {
    Unanswered before = left.reason(question);
    Unanswered now = new Unanswered(name + ": " + why.cause(), why.attempts(), why.rawAnswer());
    left.answered(question);
    super.unanswered(question, before == null ? now : both(before, now));
  }

  private static Unanswered both(Unanswered before, Unanswered now) {
    return new Unanswered(
        before.cause() + "; " + now.cause(),
        before.attempts() + now.attempts(),
        now.rawAnswer() == null ? before.rawAnswer() : now.rawAnswer());
  }

  @Override
  public void dayAbandoned(String date) {
    if (left.hasEnded(date) && !stopped) {
      left.release(date, out);
    } else {
      super.dayAbandoned(date);
    }
  }

  @Override
  public void failed(RunFailure failure) {
    stopped = !FirstOutput.isOfTheService(failure);
    if (stopped || !first.failures().isEmpty()) {
      super.failed(failure);
    } else {
      warnings.add("%s could not take over: %s".formatted(name, failure.getMessage()));
    }
  }

  /** What the user should know of who took over. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}

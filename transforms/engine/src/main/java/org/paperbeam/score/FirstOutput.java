package org.paperbeam.score;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.LaneOutput;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.lane.Unanswered;
import org.paperbeam.paper.RunFailure;

/**
 * Hands on what the first service's lane finds out, and holds back what another service may mend:
 * papers without an answer, the dates that wait for them, and that the service gives no answers any
 * more.
 */
final class FirstOutput extends PassedOutput {
  /** What is the service's own and not for the user to put right before anything is paid. */
  private static final Set<FailureKind> OF_THE_SERVICE =
      EnumSet.of(
          FailureKind.QUOTA,
          FailureKind.OVERLOADED,
          FailureKind.UNREACHABLE,
          FailureKind.BROKEN,
          FailureKind.REFUSED);

  private final LaneOutput out;
  private final LeftPapers left = new LeftPapers();
  private final List<RunFailure> failures = new ArrayList<>();

  FirstOutput(LaneOutput out) {
    super(out);
    this.out = out;
  }

  /** Whether another service may give what this one did not. */
  static boolean isOfTheService(RunFailure failure) {
    return OF_THE_SERVICE.contains(failure.getKind());
  }

  /** The dates' prompts, each taken note of when the lane comes to it. */
  Iterator<DayPrompts> taking(Iterator<DayPrompts> days) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return days.hasNext();
      }

      @Override
      public DayPrompts next() {
        DayPrompts day = days.next();
        left.begin(day);
        return day;
      }
    };
  }

  @Override
  public void answered(PaperQuestion question, PaperAnswer answer) {
    left.answered(question);
    super.answered(question, answer);
  }

  @Override
  public void unanswered(PaperQuestion question, Unanswered why) {
    left.unanswered(question, why);
  }

  @Override
  public void dayDecided(String date) {
    if (left.isWhole(date)) {
      super.dayDecided(date);
    }
  }

  @Override
  public void dayAbandoned(String date) {
    // It is among those that are left, and not at its end.
  }

  @Override
  public void failed(RunFailure failure) {
    failures.add(failure);
  }

  /** What is left of it all. */
  LeftPapers left() {
    return left;
  }

  /** Why the first service gives no answers any more. */
  List<RunFailure> failures() {
    return List.copyOf(failures);
  }

  /** Whether there is something that another service is to be asked about. */
  boolean isToBeTakenOver(LaneTally tally) {
    return !left.isEmpty()
        && !tally.isCapReached()
        && failures.stream().allMatch(FirstOutput::isOfTheService);
  }

  /** Nobody takes over: says what was held back. */
  void release() {
    failures.forEach(out::failed);
    left.dates().forEach(date -> left.release(date, out));
  }
}

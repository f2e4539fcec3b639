package org.paperbeam.lane;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.prompt.Stage;

/**
 * A call to make: some papers, at one stage, on one step of the ladder (the whole batch, half of
 * it, one paper alone). They are of one date, or of several when they are asked about again.
 *
 * @param asks one at least
 * @param attempts failed attempts of just this call so far
 * @param again whether any of its papers has been asked about at this stage before
 */
record LaneTask(Stage stage, Step step, List<AskedQuestion> asks, int attempts, boolean again) {
  /** How far down the ladder a question has come. */
  enum Step {
    WHOLE,
    HALF,
    ALONE
  }

  /**
   * The date that the call belongs to, and with it what it costs: the first of its papers'. None of
   * its papers is decided before the call has ended, so that date is not published before that.
   */
  LaneDay day() {
    return asks.stream()
        .map(AskedQuestion::day)
        .min(Comparator.comparingInt(LaneDay::order))
        .orElseThrow();
  }

  static LaneTask whole(Stage stage, List<AskedQuestion> asks) {
    return new LaneTask(
        stage, asks.size() == 1 ? Step.ALONE : Step.WHOLE, asks, 0, /* again= */ false);
  }

  List<PaperQuestion> questions() {
    return asks.stream().map(AskedQuestion::question).toList();
  }

  /** The same call once more. */
  LaneTask repeated() {
    return new LaneTask(stage, step, asks, attempts + 1, true);
  }

  /** Two calls about half of the papers each, on the same step; of two papers or more only. */
  List<LaneTask> halves() {
    int middle = (asks.size() + 1) / 2;
    return List.of(part(asks.subList(0, middle)), part(asks.subList(middle, asks.size())));
  }

  private LaneTask part(List<AskedQuestion> some) {
    Step down = some.size() == 1 ? Step.ALONE : step;
    return new LaneTask(stage, down, List.copyOf(some), attempts, again);
  }

  /** The calls one step down for the papers that are still without an answer. */
  List<LaneTask> oneStepDown(List<AskedQuestion> leftOver) {
    int size = step == Step.WHOLE ? (asks.size() + 1) / 2 : 1;
    List<LaneTask> next = new ArrayList<>();
    for (int from = 0; from < leftOver.size(); from += size) {
      List<AskedQuestion> part = leftOver.subList(from, Math.min(leftOver.size(), from + size));
      next.add(
          new LaneTask(
              stage, part.size() == 1 ? Step.ALONE : Step.HALF, List.copyOf(part), 0, true));
    }
    return next;
  }
}

package org.paperbeam.lane;

import java.util.ArrayList;
import java.util.List;
import org.paperbeam.prompt.Stage;

/**
 * One date in the lane: the calls about titles that are still open, and the papers that passed.
 * When no title is open any more, those are packed for scoring, all together, so that the prompts
 * are the same in every run. Used by the lane's thread.
 */
final class LaneDay {
  private final int order;
  private final String date;
  private final LaneQueue queue;
  private final List<AskedQuestion> passed = new ArrayList<>();
  private final List<AskedQuestion> again = new ArrayList<>();
  private int openTitles;
  private int undecided;

  /** Papers that wait for the answer to the same question of another date. */
  private int waiting;

  /**
   * A date.
   *
   * @param order of the dates in the lane: what comes first is to be whole first
   * @param questions how many papers are to be decided, 1 or more
   */
  LaneDay(int order, String date, int questions, LaneQueue queue) {
    this.order = order;
    this.date = date;
    this.undecided = questions;
    this.queue = queue;
  }

  int order() {
    return order;
  }

  String date() {
    return date;
  }

  /** One more of its papers is decided; whether that was the last one. */
  boolean oneDecided() {
    undecided--;
    askAgainUnlessOthersAreOpen();
    return undecided == 0;
  }

  boolean isDecided() {
    return undecided == 0;
  }

  /** A paper of it waits for another date. */
  void waits() {
    waiting++;
    askAgainUnlessOthersAreOpen();
  }

  /** The other date has its answer, and this one is told at once. */
  void waitsNoMore() {
    waiting--;
  }

  /** A paper whose answers leave its decision open. */
  void again(AskedQuestion ask) {
    again.add(ask);
    askAgainUnlessOthersAreOpen();
  }

  /** All of a date together, when nothing else of it is open. */
  private void askAgainUnlessOthersAreOpen() {
    if (!again.isEmpty() && again.size() == undecided - waiting) {
      queue.askAgain(takeAgain());
    }
  }

  private List<AskedQuestion> takeAgain() {
    List<AskedQuestion> papers = List.copyOf(again);
    again.clear();
    return papers;
  }

  /** A paper that goes on to its scoring. */
  void pass(AskedQuestion ask) {
    passed.add(ask);
  }

  /** Queues the questions about these titles, and the scoring at once when nothing is open. */
  void start(List<AskedQuestion> titles) {
    openTitles(queue.pack(Stage.TITLES, titles));
    scoreUnlessTitlesAreOpen();
  }

  /** Queues prompt batches as they were cut before; no other paper of the date is to be asked. */
  void startAsCut(Stage stage, List<List<AskedQuestion>> batches) {
    batches.forEach(batch -> queue.addLast(LaneTask.whole(stage, batch)));
    if (stage == Stage.TITLES) {
      openTitles(batches.size());
    }
  }

  /** More calls about titles are to be answered before the date can be scored. */
  void openTitles(int more) {
    openTitles += more;
  }

  /** All is known that a call about titles can give. */
  void titlesAnswered() {
    openTitles--;
    scoreUnlessTitlesAreOpen();
  }

  private void scoreUnlessTitlesAreOpen() {
    if (openTitles == 0) {
      queue.pack(Stage.SCORES, takePassed());
    }
  }

  /** The papers to score, handed over once. */
  private List<AskedQuestion> takePassed() {
    List<AskedQuestion> papers = List.copyOf(passed);
    passed.clear();
    return papers;
  }

  /** The papers that are in no call, to be scored or scored again; handed over once. */
  List<AskedQuestion> takeUnasked() {
    List<AskedQuestion> papers = new ArrayList<>(takePassed());
    papers.addAll(takeAgain());
    return papers;
  }
}

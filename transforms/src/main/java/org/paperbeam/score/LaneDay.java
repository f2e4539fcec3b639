package org.paperbeam.score;

import java.util.ArrayList;
import java.util.List;

/** One date in the lane: the titles still being asked about, and the papers that passed. */
final class LaneDay {
  private final String date;
  private final List<Ask> passed = new ArrayList<>();
  private int openTitles;

  LaneDay(String date) {
    this.date = date;
  }

  String date() {
    return date;
  }

  /** A paper that goes on to its scoring. */
  void pass(Ask ask) {
    passed.add(ask);
  }

  void openTitles(int more) {
    openTitles += more;
  }

  void titleAnswered() {
    openTitles--;
  }

  /** Whether no title is open any more; then {@link #passed} is all there is to score. */
  boolean titlesAreDone() {
    return openTitles == 0;
  }

  /** The papers to score, handed over once. */
  List<Ask> takePassed() {
    List<Ask> papers = List.copyOf(passed);
    passed.clear();
    return papers;
  }
}

package org.paperbeam.offline;

import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.paper.ListedPaper;

/** The terms of a paper: its title counts twice. */
final class TermCounts {
  private static final int TITLE_COUNTS = 2;

  private TermCounts() {}

  /** How often each stands there, sorted. */
  static Map<String, Integer> of(ListedPaper paper, TermCounter words) {
    ListedPaper whole = paper.whole();
    Map<String, Integer> counts = new TreeMap<>();
    words.count(whole.getTitle(), TITLE_COUNTS, counts);
    words.count(whole.getAbstractText(), 1, counts);
    return counts;
  }
}

package org.paperbeam.learnt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Splits judged papers by day: a fold is a stretch of days, and what is learnt to judge it has seen
 * none of its days and none of its papers, also where a paper was announced on another day too.
 */
final class DayFolds {
  private static final int MOST_FOLDS = 10;

  private DayFolds() {}

  /** Days to judge, and what may be learnt from to judge them. */
  record Fold(List<Example> learnt, List<Example> left) {}

  /**
   * Every example of the measured days stands in one fold's {@code left}.
   *
   * @param measured the days that may be left out; the others are learnt from in every fold
   */
  static List<Fold> of(List<Example> examples, Set<String> measured) {
    List<String> days = new ArrayList<>(new TreeSet<>(measured));
    int folds = Math.min(MOST_FOLDS, days.size());
    List<Fold> all = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      Set<String> left =
          new HashSet<>(days.subList(fold * days.size() / folds, (fold + 1) * days.size() / folds));
      Set<String> papers = new HashSet<>();
      List<Example> out = new ArrayList<>();
      for (Example example : examples) {
        if (left.contains(example.date())) {
          out.add(example);
          papers.add(example.id());
        }
      }
      List<Example> in =
          examples.stream()
              .filter(e -> !left.contains(e.date()) && !papers.contains(e.id()))
              .toList();
      all.add(new Fold(in, List.copyOf(out)));
    }
    return all;
  }
}

package org.paperbeam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.evaluation.Evaluation;
import org.paperbeam.evaluation.EvaluationCurves.ScoreGroup;

/**
 * How many papers have which score: two rows of bars over one axis, the wanted above the others,
 * each by a scale of its own. Numbers are SVG user units.
 *
 * @param mostWanted what the highest bar of the upper row stands for
 * @param mostOthers of the lower row
 */
record DistributionChart(List<Bar> bars, long mostWanted, long mostOthers, String text) {
  static final int WIDTH = 720;
  static final int LEFT = 52;
  static final int TOP = 20;
  static final int ROW = 84;
  static final int SECOND_TOP = TOP + ROW + 30;
  static final int HEIGHT = SECOND_TOP + ROW + 26;

  /** Scores in a row, so that few do not become blocks. */
  private static final int LEAST_SLOTS = 12;

  /** Papers of one score. */
  record Bar(String label, double x, double width, double wanted, double others, String text) {
    double middle() {
      return x + width / 2;
    }
  }

  static DistributionChart of(Evaluation found) {
    List<ScoreGroup> groups = found.curves().distribution();
    long mostWanted = groups.stream().mapToLong(ScoreGroup::wanted).max().orElse(0);
    long mostOthers = groups.stream().mapToLong(ScoreGroup::unwanted).max().orElse(0);
    int least =
        groups.stream().mapToInt(DistributionChart::score).filter(s -> s >= 0).min().orElse(0);
    int last = groups.stream().mapToInt(DistributionChart::score).max().orElse(0);
    // The first place is for papers without a score, whether there are any or not.
    double step = (double) (WIDTH - LEFT) / Math.max(last - least + 2, LEAST_SLOTS);
    List<Bar> bars = new ArrayList<>();
    for (ScoreGroup group : groups) {
      Integer score = group.score();
      int slot = score == null ? 0 : score - least + 1;
      bars.add(
          new Bar(
              score == null ? "none" : score.toString(),
              LEFT + slot * step + step * 0.1,
              step * 0.8,
              mostWanted == 0 ? 0 : (double) ROW * group.wanted() / mostWanted,
              mostOthers == 0 ? 0 : (double) ROW * group.unwanted() / mostOthers,
              text(score, group)));
    }
    return new DistributionChart(
        List.copyOf(bars),
        mostWanted,
        mostOthers,
        bars.stream().map(Bar::text).collect(Collectors.joining("; ")) + ".");
  }

  private static int score(ScoreGroup group) {
    Integer score = group.score();
    return score == null ? -1 : score;
  }

  private static String text(@Nullable Integer score, ScoreGroup group) {
    return (score == null ? "no score" : "score " + score)
        + ": "
        + Counts.of(group.wanted())
        + " wanted, "
        + Counts.of(group.unwanted())
        + " not";
  }

  static String n(double number) {
    return ScoreChart.n(number);
  }
}

package org.paperbeam.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.measure.Scored;

/**
 * The lines of an evaluation's pictures; the components are fields of its file. Immutable.
 *
 * @param roc by the scores: the share of the unwanted that is read, and of the wanted; empty when
 *     either is missing
 * @param baselineRoc the same by the words of the topics alone
 * @param precisionRecall by the scores: recall, and precision; empty when nothing is wanted
 * @param distribution how many papers have which score, lowest first, those without any before all
 */
public record EvaluationCurves(
    List<Point> roc,
    List<Point> baselineRoc,
    List<Point> precisionRecall,
    List<ScoreGroup> distribution) {

  /** A file is small, and a picture has no more dots than that. */
  static final int MOST_POINTS = 200;

  /** A point of a curve; both from 0 to 1. */
  public record Point(double x, double y) {}

  /**
   * Papers of one score.
   *
   * @param score relevance and novelty together, or relevance alone where there is no novelty; null
   *     for papers without either
   */
  public record ScoreGroup(@Nullable Integer score, long wanted, long unwanted) {}

  /** From (0, 0) to (1, 1), a point a score; papers of equal scores come together. */
  static List<Point> roc(Scored scored) {
    List<Point> points = new ArrayList<>();
    if (scored.wanted() == 0 || scored.unwanted() == 0) {
      return points;
    }
    points.add(new Point(0, 0));
    walk(
        scored,
        (wanted, read) ->
            points.add(
                new Point(
                    (double) (read - wanted) / scored.unwanted(),
                    (double) wanted / scored.wanted())));
    return thinned(points);
  }

  /** A point a score, highest score first. */
  static List<Point> precisionRecall(Scored scored) {
    List<Point> points = new ArrayList<>();
    if (scored.wanted() > 0) {
      walk(
          scored,
          (wanted, read) ->
              points.add(new Point((double) wanted / scored.wanted(), (double) wanted / read)));
    }
    return thinned(points);
  }

  /** Takes what was read down to a score. */
  private interface Visitor {
    void at(long wanted, long read);
  }

  private static void walk(Scored scored, Visitor visitor) {
    List<Scored.Item> items = scored.items();
    long wanted = 0;
    for (int i = 0; i < items.size(); i++) {
      wanted += items.get(i).wanted() ? 1 : 0;
      if (i + 1 == items.size() || items.get(i + 1).score() != items.get(i).score()) {
        visitor.at(wanted, i + 1L);
      }
    }
  }

  /** Evenly spread, with the first and the last. */
  private static List<Point> thinned(List<Point> points) {
    if (points.size() <= MOST_POINTS) {
      return List.copyOf(points);
    }
    List<Point> some = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      some.add(points.get((int) ((long) i * (points.size() - 1) / (MOST_POINTS - 1))));
    }
    return List.copyOf(some);
  }
}

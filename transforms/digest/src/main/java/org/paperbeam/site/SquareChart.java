package org.paperbeam.site;

import java.util.List;
import java.util.Locale;
import org.paperbeam.evaluation.Evaluation;
import org.paperbeam.evaluation.EvaluationCurves;

/**
 * A picture of two shares, each from 0 to 100 %: curves, dots, and where a ranking by chance or an
 * honest probability would lie. Numbers are SVG user units.
 *
 * @param chance the path of that line; empty for none
 * @param text the picture in words
 */
record SquareChart(
    String name, Axes axes, List<Curve> curves, List<Dot> dots, String chance, String text) {
  static final int LEFT = 46;
  static final int TOP = 10;
  static final int SIDE = 240;
  static final int RIGHT = LEFT + SIDE;
  static final int BOTTOM = TOP + SIDE;
  private static final String DIAGONAL = "M" + LEFT + " " + BOTTOM + "L" + RIGHT + " " + TOP;

  /** What the two axes count. */
  record Axes(String across, String upwards) {}

  /**
   * A curve.
   *
   * @param kind {@code scores}, or {@code words} for the free baseline
   * @param legend what it is and what it amounts to
   */
  record Curve(String kind, String path, String legend) {}

  /** A mark with a text of its own. */
  record Dot(double x, double y, String text) {}

  /** The wanted that are read against the others that are read for them. */
  static SquareChart roc(Evaluation found) {
    EvaluationCurves curves = found.curves();
    Curve scores = curve("scores", curves.roc(), "by score: AUC " + three(found.scores().auc()));
    Evaluation.Ranked baseline = found.baseline();
    boolean compared = baseline != null && !curves.baselineRoc().isEmpty();
    return new SquareChart(
        "ROC",
        new Axes("of the others read", "of the wanted found"),
        compared
            ? List.of(
                scores,
                curve(
                    "words",
                    curves.baselineRoc(),
                    "by the topics' words, free: AUC " + three(baseline.auc())))
            : List.of(scores),
        List.of(),
        DIAGONAL,
        "Receiver operating characteristic: AUC "
            + three(found.scores().auc())
            + (compared ? ", " + three(baseline.auc()) + " by the topics' words alone." : "."));
  }

  /** How many of those read are wanted, the further one reads. */
  static SquareChart precisionRecall(Evaluation found) {
    Evaluation.Confusion counts = found.confusion();
    long wanted = counts.keptWanted() + counts.lostWanted();
    long all = wanted + counts.keptUnwanted() + counts.droppedUnwanted();
    double chance = all == 0 ? 0 : (double) wanted / all;
    String level = ScoreChart.n(y(chance));
    return new SquareChart(
        "Precision against recall",
        new Axes("recall", "precision"),
        List.of(curve("scores", found.curves().precisionRecall(), "by score")),
        List.of(
            new Dot(
                x(found.recall().value()),
                y(found.precision().value()),
                "the digests: recall "
                    + percent(found.recall().value())
                    + ", precision "
                    + percent(found.precision().value()))),
        "M" + LEFT + " " + level + "H" + RIGHT,
        "Precision against recall by score; the digests stand at recall "
            + percent(found.recall().value())
            + " and precision "
            + percent(found.precision().value())
            + ".");
  }

  /** How often papers of like probability are wanted. */
  static SquareChart reliability(Evaluation found) {
    List<EvaluationCurves.Point> points =
        found.reliability().stream()
            .map(bin -> new EvaluationCurves.Point(bin.probability(), bin.wantedShare()))
            .toList();
    return new SquareChart(
        "Reliability",
        new Axes("probability by the score", "of them wanted"),
        List.of(curve("scores", points, "ten groups of papers; Brier " + three(found.brier()))),
        found.reliability().stream()
            .map(
                bin ->
                    new Dot(
                        x(bin.probability()),
                        y(bin.wantedShare()),
                        "%d papers: %s by their scores, %s wanted"
                            .formatted(
                                bin.papers(),
                                percent(bin.probability()),
                                percent(bin.wantedShare()))))
            .toList(),
        DIAGONAL,
        "How often papers of like probability are wanted: Brier score "
            + three(found.brier())
            + ".");
  }

  private static Curve curve(String kind, List<EvaluationCurves.Point> points, String legend) {
    StringBuilder path = new StringBuilder();
    for (EvaluationCurves.Point point : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(ScoreChart.n(x(point.x())))
          .append(' ')
          .append(ScoreChart.n(y(point.y())));
    }
    return new Curve(kind, path.toString(), legend);
  }

  private static double x(double share) {
    return LEFT + SIDE * share;
  }

  private static double y(double share) {
    return BOTTOM - SIDE * share;
  }

  List<Integer> ticks() {
    return List.of(0, 25, 50, 75, 100);
  }

  String tickX(int percent) {
    return ScoreChart.n(x(percent / 100.0));
  }

  String tickY(int percent) {
    return ScoreChart.n(y(percent / 100.0) + 4);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String three(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}

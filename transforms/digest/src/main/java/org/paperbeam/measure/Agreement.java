package org.paperbeam.measure;

import java.util.List;

/**
 * How well two judges agree who gave the same items whole scores.
 *
 * @param items scored by both
 * @param exact share of equal scores
 * @param withinOne share of scores that differ by one at most
 * @param kappa Cohen's kappa with quadratic weights: 1 for equal scores, 0 for what chance would
 *     give; 1 when every score is the same
 */
public record Agreement(int items, double exact, double withinOne, double kappa) {
  /** Two scores of one item, 0 to 100. */
  public record Pair(int one, int other) {}

  /** Of these items. */
  public static Agreement of(List<Pair> pairs) {
    if (pairs.isEmpty()) {
      return new Agreement(0, 0, 0, 0);
    }
    int n = pairs.size();
    long exact = pairs.stream().filter(p -> p.one() == p.other()).count();
    long near = pairs.stream().filter(p -> Math.abs(p.one() - p.other()) <= 1).count();
    double seen = pairs.stream().mapToDouble(p -> squared(p.one() - p.other())).sum() / n;
    // By chance each score of the one meets each of the other: the mean squared difference.
    double meanOne = pairs.stream().mapToDouble(Pair::one).average().orElse(0);
    double meanOther = pairs.stream().mapToDouble(Pair::other).average().orElse(0);
    double chance =
        pairs.stream().mapToDouble(p -> squared(p.one() - meanOne)).sum() / n
            + pairs.stream().mapToDouble(p -> squared(p.other() - meanOther)).sum() / n
            + squared(meanOne - meanOther);
    return new Agreement(
        n, (double) exact / n, (double) near / n, chance == 0 ? 1 : 1 - seen / chance);
  }

  private static double squared(double difference) {
    return difference * difference;
  }
}

package org.paperbeam.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns scores into probabilities: the logistic curve that fits best (Platt's scaling). Immutable.
 *
 * @param slope of the curve
 * @param shift the logit of a score of 0
 */
public record Calibration(double slope, double shift) {
  private static final int ROUNDS = 100;

  /** Papers of like probability: how probable they seemed, and how many of them are wanted. */
  public record Bin(double probability, Proportion wanted) {}

  /** The curve for these items. */
  public static Calibration of(Scored scored) {
    double slope = 1;
    double shift = Math.log((scored.wanted() + 1.0) / (scored.unwanted() + 1.0));
    // Newton's method; a little weight on the slope keeps it finite where the two do not overlap.
    for (int round = 0; round < ROUNDS; round++) {
      double g0 = 1e-3 * slope;
      double g1 = 0;
      double h00 = 1e-3;
      double h01 = 0;
      double h11 = 1e-9;
      for (Scored.Item item : scored.items()) {
        double p = logistic(slope * item.score() + shift);
        double error = p - (item.wanted() ? 1 : 0);
        double w = p * (1 - p);
        g0 += error * item.score();
        g1 += error;
        h00 += w * item.score() * item.score();
        h01 += w * item.score();
        h11 += w;
      }
      double determinant = h00 * h11 - h01 * h01;
      if (Math.abs(determinant) < 1e-12) {
        break;
      }
      double byScore = limited((h11 * g0 - h01 * g1) / determinant);
      double byShift = limited((h00 * g1 - h01 * g0) / determinant);
      slope -= byScore;
      shift -= byShift;
      if (Math.abs(byScore) + Math.abs(byShift) < 1e-10) {
        break;
      }
    }
    return new Calibration(slope, shift);
  }

  /** A step far from the best point may be too long. */
  private static double limited(double step) {
    return Math.max(-2, Math.min(2, step));
  }

  /** How probable it is that an item with that score is wanted. */
  public double probability(double score) {
    return logistic(slope * score + shift);
  }

  /** The mean squared error of the probabilities; 0 is best. */
  public double brier(Scored scored) {
    return scored.items().stream()
        .mapToDouble(item -> probability(item.score()) - (item.wanted() ? 1 : 0))
        .map(error -> error * error)
        .average()
        .orElse(0);
  }

  /** The items in groups of like size, least probable first. */
  public List<Bin> bins(Scored scored, int groups) {
    List<Scored.Item> items = scored.items();
    List<Bin> bins = new ArrayList<>();
    int count = Math.min(groups, items.size());
    for (int group = count - 1; group >= 0; group--) {
      List<Scored.Item> some =
          items.subList(group * items.size() / count, (group + 1) * items.size() / count);
      bins.add(
          new Bin(
              some.stream().mapToDouble(i -> probability(i.score())).average().orElse(0),
              new Proportion(some.stream().filter(Scored.Item::wanted).count(), some.size())));
    }
    return bins;
  }

  private static double logistic(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}

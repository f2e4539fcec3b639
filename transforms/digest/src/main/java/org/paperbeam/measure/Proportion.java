package org.paperbeam.measure;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * A share that was counted, and how far the true one may be from it: the exact bounds of Clopper
 * and Pearson, which hold for any number of cases.
 *
 * @param found cases that count, 0 to {@code all}
 * @param all cases, 0 or more
 */
public record Proportion(long found, long all) {
  public Proportion {
    if (found < 0 || found > all) {
      throw new IllegalArgumentException(
          "found must be 0 to all, not " + found + " of " + all + " cases");
    }
  }

  /** The share that was counted; 0 when there is no case. */
  public double share() {
    return all == 0 ? 0 : (double) found / all;
  }

  /**
   * The one-sided lower bound: the true share is at least this, with that confidence. 0 when there
   * is no case.
   *
   * @param confidence above 0 and below 1
   */
  public double lower(double confidence) {
    check(confidence);
    return found == 0 ? 0 : quantile(1 - confidence, found, all - found + 1.0);
  }

  /**
   * The one-sided upper bound: the true share is at most this, with that confidence. 1 when there
   * is no case.
   *
   * @param confidence above 0 and below 1
   */
  public double upper(double confidence) {
    check(confidence);
    return found == all ? 1 : quantile(confidence, found + 1.0, all - found);
  }

  /** Both together with the cases of another count. */
  public Proportion plus(Proportion other) {
    return new Proportion(found + other.found, all + other.all);
  }

  private static double quantile(double probability, double alpha, double beta) {
    return new BetaDistribution(null, alpha, beta).inverseCumulativeProbability(probability);
  }

  private static void check(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0 and below 1, not " + confidence);
    }
  }
}

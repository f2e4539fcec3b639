package org.paperbeam.pipeline.report;

import org.paperbeam.lane.Spread;

/**
 * How what was measured of the calls of one run is distributed. Immutable.
 *
 * @param latencyMs from a call's start to its answer, in milliseconds
 * @param queue calls that were ready and had to wait, whenever one started
 */
public record LlmDistributions(Distribution latencyMs, Distribution queue) {
  /** A run that asked nothing. */
  public static final LlmDistributions NONE = of(Spread.NONE, Spread.NONE);

  /** Both as they were measured. */
  public static LlmDistributions of(Spread latencyMillis, Spread queue) {
    return new LlmDistributions(Distribution.of(latencyMillis), Distribution.of(queue));
  }

  /**
   * One number's; all 0 when it was never measured.
   *
   * @param mean to one decimal place
   */
  public record Distribution(long count, double mean, long sum, long min, long max) {
    static Distribution of(Spread spread) {
      return new Distribution(
          spread.getCount(),
          Math.round(spread.mean() * 10) / 10.0,
          spread.getSum(),
          spread.getMin(),
          spread.getMax());
    }
  }
}

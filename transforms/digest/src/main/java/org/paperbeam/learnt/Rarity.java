package org.paperbeam.learnt;

import java.util.List;

/**
 * How rare each n-gram is among the papers that were learnt from: the factor that makes a rare one
 * count for more. In steps of a twentieth, so that it fits into a byte.
 */
final class Rarity {
  private static final double STEPS = 20;
  private static final int HIGHEST = 255;

  private final byte[] steps;

  private Rarity(byte[] steps) {
    this.steps = steps;
  }

  /** Of these papers. */
  static Rarity of(List<Grams> papers) {
    int[] with = new int[GramCounter.BUCKETS];
    for (Grams paper : papers) {
      for (int bucket : paper.buckets()) {
        with[bucket]++;
      }
    }
    byte[] steps = new byte[GramCounter.BUCKETS];
    for (int bucket = 0; bucket < steps.length; bucket++) {
      double factor = StrictMath.log((papers.size() + 1.0) / (with[bucket] + 1.0)) + 1;
      steps[bucket] = (byte) Math.min(HIGHEST, Math.round(factor * STEPS));
    }
    return new Rarity(steps);
  }

  /** As {@link #bytes} gave it; one byte a bucket. */
  static Rarity ofBytes(byte[] bytes) {
    return new Rarity(bytes.clone());
  }

  byte[] bytes() {
    return steps.clone();
  }

  double of(int bucket) {
    return (steps[bucket] & HIGHEST) / STEPS;
  }

  /** The length of a paper's vector, of which each part is divided by it; 1 for an empty one. */
  double length(Grams paper) {
    double squares = 0;
    for (int i = 0; i < paper.buckets().length; i++) {
      double part = paper.weights()[i] * of(paper.buckets()[i]);
      squares += part * part;
    }
    return squares == 0 ? 1 : Math.sqrt(squares);
  }
}

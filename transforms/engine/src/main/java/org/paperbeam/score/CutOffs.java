package org.paperbeam.score;

import java.io.Serializable;

/**
 * From which scores on a paper is selected. No part of any ledger key: another cut-off decides anew
 * from the same answers.
 *
 * @param minRelevance 0 to 10; 0 is no cut-off
 * @param minNovelty 0 to 10; 0 is no cut-off
 */
public record CutOffs(int minRelevance, int minNovelty) implements Serializable {
  public CutOffs {
    zeroToTen("minRelevance", minRelevance);
    zeroToTen("minNovelty", minNovelty);
  }

  boolean areReached(int relevance, int novelty) {
    return relevance >= minRelevance && novelty >= minNovelty;
  }

  private static void zeroToTen(String name, int value) {
    if (value < 0 || value > 10) {
      throw new IllegalArgumentException(name + " is " + value + ", allowed is 0 to 10");
    }
  }
}

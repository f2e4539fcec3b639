package org.paperbeam.digest;

import org.paperbeam.paper.PaperRecord;

/** What a line about a paper says of its scores. */
public final class ScoreWords {
  private ScoreWords() {}

  /**
   * E.g. {@code relevance 8, novelty 7}; who selected it stands before, and alone without scores.
   */
  public static String of(PaperRecord paper) {
    Integer relevance = paper.getRelevance();
    Integer novelty = paper.getNovelty();
    if (relevance == null) {
      return paper.getAuthorMatch() ? "author you follow" : "not scored";
    }
    return (paper.getAuthorMatch() ? "author you follow, " : "")
        + ("relevance " + relevance)
        + (novelty == null ? "" : ", novelty " + novelty);
  }
}

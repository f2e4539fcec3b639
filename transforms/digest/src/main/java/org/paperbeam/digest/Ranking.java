package org.paperbeam.digest;

import java.util.Comparator;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;

/** The order of papers in a digest. */
public final class Ranking {
  /**
   * Best first: by score (an author match has {@value PaperRecord#AUTHOR_MATCH_SCORE}), then by
   * relevance, then by arXiv id, oldest first. Unknown comes after every known number: papers that
   * were scored offline have no score and stand by relevance. The announcement date decides between
   * two listings of one paper, earlier first, so that the order is total.
   */
  public static final Comparator<PaperRecord> BEST_FIRST =
      Comparator.comparingInt((PaperRecord r) -> known(r.score()))
          .thenComparingInt(r -> known(r.getRelevance()))
          .reversed()
          .thenComparing(r -> r.getPaper().getArxivId(), ArxivId.OLDEST_FIRST)
          .thenComparing(r -> r.getPaper().getDate());

  private Ranking() {}

  private static int known(@Nullable Integer number) {
    return number == null ? Integer.MIN_VALUE : number;
  }
}

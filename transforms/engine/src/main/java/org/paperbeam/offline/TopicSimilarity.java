package org.paperbeam.offline;

import java.util.List;
import org.paperbeam.paper.ListedPaper;

/** The free ranking: what is known of a paper without a model, for comparison. */
public final class TopicSimilarity {
  private TopicSimilarity() {}

  /**
   * How much each paper of one day resembles what the reader wants, in the order of the papers; any
   * number, higher is nearer.
   *
   * @param topicsMarkdown the profile's {@code topics.md}
   */
  public static List<Double> of(String topicsMarkdown, List<ListedPaper> day) {
    return new OfflineScorer(topicsMarkdown).similarity(day);
  }
}

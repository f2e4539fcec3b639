package org.paperbeam.offline;

import java.io.Serializable;

/**
 * How {@link ScoreOffline} scores.
 *
 * @param topicsMarkdown the profile's {@code topics.md}
 * @param minRelevance papers below are {@code BELOW_CUTOFF}; 0 to 10, 0 for no cut-off
 * @param scoredAt stands in the records: the run's start, UTC, ISO
 * @param runId stands in the records
 */
public record OfflineConfig(String topicsMarkdown, int minRelevance, String scoredAt, String runId)
    implements Serializable {
  public OfflineConfig {
    if (minRelevance < 0 || minRelevance > 10) {
      throw new IllegalArgumentException("minRelevance must be 0 to 10, not " + minRelevance);
    }
    if (topicsMarkdown.isBlank()) {
      throw new IllegalArgumentException(
          "topicsMarkdown must not be blank: nothing would be wanted");
    }
  }
}

package org.paperbeam.offline;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

/** Scores the papers of one day, which must be seen together: see {@link OfflineScorer}. */
final class ScoreDayFn extends DoFn<KV<String, Iterable<PaperRecord>>, PaperRecord> {
  private static final long serialVersionUID = 1L;

  private final OfflineConfig config;

  ScoreDayFn(OfflineConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void score(
      @Element KV<String, Iterable<PaperRecord>> day, OutputReceiver<PaperRecord> out) {
    List<PaperRecord> records = new ArrayList<>();
    day.getValue().forEach(records::add);
    List<Integer> relevance =
        new OfflineScorer(config.topicsMarkdown())
            .relevance(records.stream().map(PaperRecord::getPaper).toList());
    for (int i = 0; i < records.size(); i++) {
      boolean chosen = records.get(i).getAuthorMatch() || relevance.get(i) >= config.minRelevance();
      out.output(
          records.get(i).toBuilder()
              .setRelevance(relevance.get(i))
              .setModel(OfflineScorer.MODEL)
              .setScoredAt(config.scoredAt())
              .setRunId(config.runId())
              .setOutcome(chosen ? Outcome.SELECTED : Outcome.BELOW_CUTOFF)
              .build());
    }
  }
}

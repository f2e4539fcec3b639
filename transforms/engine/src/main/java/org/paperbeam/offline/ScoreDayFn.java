package org.paperbeam.offline;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

/** Scores the papers of one day by how common each term is in its listing. */
final class ScoreDayFn extends DoFn<KV<String, Iterable<PaperRecord>>, PaperRecord> {
  private static final long serialVersionUID = 1L;

  private final OfflineConfig config;
  private final CountListingTermsFn terms = new CountListingTermsFn();

  ScoreDayFn(OfflineConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void score(
      @Element KV<String, Iterable<PaperRecord>> day, OutputReceiver<PaperRecord> out) {
    // It is gone through twice, which not every runner's groups allow.
    List<PaperRecord> records = new ArrayList<>();
    day.getValue().forEach(records::add);
    OfflineScorer scorer = new OfflineScorer(config.topicsMarkdown());
    try (OfflineScorer.Listing listing = scorer.of(terms.apply(records))) {
      for (PaperRecord record : records) {
        int relevance = listing.relevance(record.getPaper());
        boolean chosen = record.getAuthorMatch() || relevance >= config.minRelevance();
        out.output(
            record.toBuilder()
                .setRelevance(relevance)
                .setModel(OfflineScorer.MODEL)
                .setScoredAt(config.scoredAt())
                .setRunId(config.runId())
                .setOutcome(chosen ? Outcome.SELECTED : Outcome.BELOW_CUTOFF)
                .build());
      }
    }
  }
}

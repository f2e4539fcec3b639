package org.paperbeam.offline;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

/** Scores the papers of one day by how common each term is in its listing. */
final class ScoreDayFn extends DoFn<KV<String, CoGbkResult>, PaperRecord> {
  static final TupleTag<PaperRecord> PAPERS = new TupleTag<>("papers") {};
  static final TupleTag<ListingTerms> TERMS = new TupleTag<>("terms") {};

  private static final long serialVersionUID = 1L;

  private final OfflineConfig config;

  ScoreDayFn(OfflineConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void score(@Element KV<String, CoGbkResult> day, OutputReceiver<PaperRecord> out) {
    ListingTerms terms = day.getValue().getOnly(TERMS).whole();
    try (OfflineScorer.Listing listing = new OfflineScorer(config.topicsMarkdown()).of(terms)) {
      for (PaperRecord record : day.getValue().getAll(PAPERS)) {
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

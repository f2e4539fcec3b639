package org.paperbeam.semanticscholar;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.PaperRecord;

/** Gives the records of one arXiv id, on whatever dates, what was found out about it. */
final class ApplyFindingFn extends DoFn<KV<String, CoGbkResult>, PaperRecord> {
  static final TupleTag<PaperRecord> RECORDS = new TupleTag<>("records") {};
  static final TupleTag<AuthorFinding> FINDING = new TupleTag<>("finding") {};

  private static final long serialVersionUID = 1L;

  private final @Nullable String runId;

  ApplyFindingFn(@Nullable String runId) {
    this.runId = runId;
  }

  @ProcessElement
  public void apply(@Element KV<String, CoGbkResult> joined, OutputReceiver<PaperRecord> out) {
    AuthorFinding finding = joined.getValue().getOnly(FINDING, null);
    if (finding == null) {
      // The service failed, and the failure is on its way: see FindAuthors.
      return;
    }
    for (PaperRecord record : joined.getValue().getAll(RECORDS)) {
      if (finding.getAuthorMatch()) {
        AuthorMetrics.counter(AuthorMetrics.MATCHES).inc();
      } else if (finding.getBelowMinHIndex()) {
        AuthorMetrics.counter(AuthorMetrics.H_INDEX_FILTERED).inc();
      }
      out.output(finding.applyTo(record, runId));
    }
  }
}

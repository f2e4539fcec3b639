package org.paperbeam.semanticscholar;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.PaperRecord;

/** Gives records what was found out about their papers, the same on every date. */
final class ApplyFindingFn extends DoFn<KV<String, CoGbkResult>, PaperRecord> {
  static final TupleTag<PaperRecord> RECORDS = new TupleTag<>("records") {};
  static final TupleTag<KV<String, AuthorFinding>> FINDINGS = new TupleTag<>("findings") {};

  private static final long serialVersionUID = 1L;

  private final @Nullable String runId;

  ApplyFindingFn(@Nullable String runId) {
    this.runId = runId;
  }

  @ProcessElement
  public void apply(@Element KV<String, CoGbkResult> joined, OutputReceiver<PaperRecord> out) {
    Map<String, AuthorFinding> findings = new HashMap<>();
    joined.getValue().getAll(FINDINGS).forEach(f -> findings.put(f.getKey(), f.getValue()));
    for (PaperRecord record : joined.getValue().getAll(RECORDS)) {
      AuthorFinding finding = findings.get(record.getPaper().getArxivId());
      if (finding == null) {
        // The service failed, and the failure is on its way: see FindAuthors.
        continue;
      }
      if (finding.getAuthorMatch()) {
        AuthorMetrics.counter(AuthorMetrics.MATCHES).inc();
      } else if (finding.getBelowMinHIndex()) {
        AuthorMetrics.counter(AuthorMetrics.H_INDEX_FILTERED).inc();
      }
      out.output(finding.applyTo(record, runId));
    }
  }
}

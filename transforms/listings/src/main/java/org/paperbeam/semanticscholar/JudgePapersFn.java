package org.paperbeam.semanticscholar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.join.Gathered;
import org.paperbeam.join.PartTag;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.Deduplicator;

/**
 * Makes records of all entries of some papers, by what was found of their authors; of a paper
 * without a finding, since asking failed, it makes none.
 */
final class JudgePapersFn extends DoFn<KV<String, Iterable<RawUnionValue>>, PaperRecord> {
  static final PartTag<ListedPaper> PAPERS = new PartTag<>(0, "Entries");
  static final PartTag<KV<String, AuthorFinding>> FINDINGS = new PartTag<>(1, "Findings");

  private static final long serialVersionUID = 1L;

  private final @Nullable String runId;
  private final Counter listed =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_LISTED);

  JudgePapersFn(@Nullable String runId) {
    this.runId = runId;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<RawUnionValue>> group, MultiOutputReceiver out) {
    Gathered all = Gathered.of(group.getValue());
    Deduplicator deduplicator = new Deduplicator();
    all.getAll(PAPERS).forEach(deduplicator::add);
    Map<String, AuthorFinding> findings = new HashMap<>();
    all.getAll(FINDINGS).forEach(found -> findings.put(found.getKey(), found.getValue()));
    List<PaperRecord> papers = deduplicator.records();
    listed.inc(papers.size());
    // Also after a failure: the report says how much was listed.
    deduplicator.entries().forEach(out.get(FindAuthorsFn.ENTRIES)::output);
    for (PaperRecord paper : papers) {
      AuthorFinding finding = findings.get(paper.getPaper().getArxivId());
      if (finding != null) {
        output(paper, finding, out);
      }
    }
  }

  private void output(PaperRecord paper, AuthorFinding finding, MultiOutputReceiver out) {
    if (finding.getAuthorMatch()) {
      AuthorMetrics.counter(AuthorMetrics.MATCHES).inc();
    } else if (finding.getBelowMinHIndex()) {
      AuthorMetrics.counter(AuthorMetrics.H_INDEX_FILTERED).inc();
    }
    PaperRecord record = finding.applyTo(paper, runId);
    out.get(record.getOutcome() == null ? FindAuthorsFn.UNDECIDED : FindAuthorsFn.DECIDED)
        .output(record);
  }
}

package org.paperbeam.semanticscholar;

import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayEntries;
import org.paperbeam.records.Deduplicator;

/** Makes records of all entries of some papers, where nobody is asked for their authors. */
final class FindAuthorsFn extends DoFn<KV<String, Iterable<ListedPaper>>, PaperRecord> {
  static final TupleTag<PaperRecord> UNDECIDED = new TupleTag<>("undecided") {};
  static final TupleTag<PaperRecord> DECIDED = new TupleTag<>("decided") {};
  static final TupleTag<DayEntries> ENTRIES = new TupleTag<>("entries") {};

  private static final long serialVersionUID = 1L;

  private final Counter listed =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_LISTED);

  @ProcessElement
  public void process(@Element KV<String, Iterable<ListedPaper>> group, MultiOutputReceiver out) {
    Deduplicator deduplicator = new Deduplicator();
    group.getValue().forEach(deduplicator::add);
    List<PaperRecord> papers = deduplicator.records();
    listed.inc(papers.size());
    deduplicator.entries().forEach(out.get(ENTRIES)::output);
    papers.forEach(out.get(UNDECIDED)::output);
  }
}

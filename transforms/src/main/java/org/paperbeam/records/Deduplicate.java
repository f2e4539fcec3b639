package org.paperbeam.records;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;

/**
 * Makes one record of every paper of a date, however often it is listed there: in several
 * categories, on several pages, new and as a cross-list. A paper that is listed on two dates has a
 * record on each.
 *
 * <p>Of several entries the one whose announce type comes first ({@code new}, {@code cross}, {@code
 * replace}, {@code replace-cross}) is kept, then the highest version.
 */
public final class Deduplicate extends PTransform<PCollection<ListedPaper>, DeduplicateResult> {
  private static final long serialVersionUID = 1L;

  private Deduplicate() {}

  public static Deduplicate byDateAndId() {
    return new Deduplicate();
  }

  @Override
  public DeduplicateResult expand(PCollection<ListedPaper> listed) {
    PCollection<KV<String, Long>> counts =
        listed
            .apply(
                "Date of entry",
                MapElements.into(TypeDescriptors.strings()).via(ListedPaper::getDate))
            .apply("Entries a date", Count.perElement());
    PCollection<PaperRecord> records =
        listed
            .apply(
                "By date",
                WithKeys.<String, ListedPaper>of(ListedPaper::getDate)
                    .withKeyType(TypeDescriptors.strings()))
            .apply("Entries of a date", GroupByKey.create())
            .apply("Keep one", ParDo.of(new KeepOneFn()));
    PCollection<KV<String, Long>> distinct =
        records
            .apply(
                "Date of paper",
                MapElements.into(TypeDescriptors.strings()).via(r -> r.getPaper().getDate()))
            .apply("Papers a date", Count.perElement());
    return new DeduplicateResult(records, counts, distinct);
  }

  private static final class KeepOneFn
      extends DoFn<KV<String, Iterable<ListedPaper>>, PaperRecord> {
    private static final long serialVersionUID = 1L;

    private static final Comparator<ListedPaper> FIRST =
        Comparator.comparing(ListedPaper::getAnnounceType)
            .thenComparing(Comparator.comparing(ListedPaper::getVersion).reversed())
            .thenComparing(ListedPaper::toString);

    private final Counter papers =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_LISTED);

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<ListedPaper>> entries, OutputReceiver<PaperRecord> out) {
      // All of arXiv is some 2,000 entries a date.
      Map<String, ListedPaper> kept = new LinkedHashMap<>();
      for (ListedPaper entry : entries.getValue()) {
        kept.merge(entry.getArxivId(), entry, (a, b) -> FIRST.compare(b, a) < 0 ? b : a);
      }
      papers.inc(kept.size());
      kept.values().forEach(paper -> out.output(PaperRecord.listed(paper)));
    }
  }
}

package org.paperbeam.ledger;

import java.io.IOException;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.paperbeam.records.Shards;

/**
 * Reads every answer of the ledger as a collection, one segment beside the other. An answer may
 * come twice, with the same id; see the package comment.
 */
public final class ReadLedger extends PTransform<PBegin, PCollection<LedgerEntry>> {
  private static final long serialVersionUID = 1L;

  private final Ledger ledger;

  private ReadLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  public static ReadLedger of(Ledger ledger) {
    return new ReadLedger(ledger);
  }

  @Override
  public PCollection<LedgerEntry> expand(PBegin begin) {
    TupleTag<LedgerEntry> open = new TupleTag<>() {};
    TupleTag<String> segments = new TupleTag<>() {};
    PCollectionTuple found =
        begin
            .apply("Ledger", Create.of("ledger"))
            .apply(
                "Read open answers",
                ParDo.of(new ReadOpenFn(ledger, open, segments))
                    .withOutputTags(open, TupleTagList.of(segments)));
    return PCollectionList.of(found.get(open))
        .and(
            found
                .get(segments)
                .apply(
                    "Spread segments",
                    Reshuffle.<String>viaRandomKey().withNumBuckets(Shards.COUNT))
                .apply("Read segments", ParDo.of(new ReadSegmentFn(ledger))))
        .apply("All answers", Flatten.pCollections());
  }

  private static final class ReadOpenFn extends DoFn<String, LedgerEntry> {
    private static final long serialVersionUID = 1L;

    private final Ledger ledger;
    private final TupleTag<LedgerEntry> open;
    private final TupleTag<String> segments;

    ReadOpenFn(Ledger ledger, TupleTag<LedgerEntry> open, TupleTag<String> segments) {
      this.ledger = ledger;
      this.open = open;
      this.segments = segments;
    }

    @ProcessElement
    public void process(MultiOutputReceiver out) throws IOException {
      ledger.readOpen(out.get(open)::output);
      for (String segment : ledger.segments()) {
        out.get(segments).output(segment);
      }
    }
  }

  private static final class ReadSegmentFn extends DoFn<String, LedgerEntry> {
    private static final long serialVersionUID = 1L;

    private final Ledger ledger;

    ReadSegmentFn(Ledger ledger) {
      this.ledger = ledger;
    }

    @ProcessElement
    public void process(@Element String segment, OutputReceiver<LedgerEntry> out)
        throws IOException {
      ledger.readSegment(segment, out::output);
    }
  }
}

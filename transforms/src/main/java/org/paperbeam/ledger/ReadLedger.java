package org.paperbeam.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads every answer of the ledger as a collection. An answer may come twice, with the same id; see
 * the package comment.
 *
 * <p>One worker reads it all, {@value #FILES_AT_ONCE} segments at a time: a segment is a run's
 * answers, a year of days some hundred small files, and to spread them over workers would cost a
 * grouping.
 */
public final class ReadLedger extends PTransform<PBegin, PCollection<LedgerEntry>> {
  private static final long serialVersionUID = 1L;

  private static final int FILES_AT_ONCE = 8;

  private final Ledger ledger;

  private ReadLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  public static ReadLedger of(Ledger ledger) {
    return new ReadLedger(ledger);
  }

  @Override
  public PCollection<LedgerEntry> expand(PBegin begin) {
    return begin
        .apply("Ledger", Create.of("ledger"))
        .apply("Read answers", ParDo.of(new ReadLedgerFn(ledger)));
  }

  private static final class ReadLedgerFn extends DoFn<String, LedgerEntry> {
    private static final long serialVersionUID = 1L;

    private final Ledger ledger;

    ReadLedgerFn(Ledger ledger) {
      this.ledger = ledger;
    }

    @ProcessElement
    public void process(OutputReceiver<LedgerEntry> out) throws IOException, InterruptedException {
      ledger.readOpen(out::output);
      List<String> segments = ledger.segments();
      if (segments.isEmpty()) {
        return;
      }
      ExecutorService readers =
          Executors.newFixedThreadPool(Math.min(FILES_AT_ONCE, segments.size()));
      try {
        for (int from = 0; from < segments.size(); from += FILES_AT_ONCE) {
          int until = Math.min(from + FILES_AT_ONCE, segments.size());
          List<Callable<List<LedgerEntry>>> reads = new ArrayList<>();
          segments.subList(from, until).forEach(segment -> reads.add(() -> entries(segment)));
          for (Future<List<LedgerEntry>> read : readers.invokeAll(reads)) {
            read.get().forEach(out::output);
          }
        }
      } catch (ExecutionException e) {
        throw new IOException("the ledger cannot be read: " + e.getCause().getMessage(), e);
      } finally {
        readers.shutdownNow();
      }
    }

    private List<LedgerEntry> entries(String segment) throws IOException {
      List<LedgerEntry> entries = new ArrayList<>();
      ledger.readSegment(segment, entries::add);
      return entries;
    }
  }
}

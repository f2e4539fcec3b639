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
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the answers that are not under their months yet, see {@link Ledger#readOpen}: none, unless
 * a run goes on or was killed, or the ledger is one of an older version. An answer may come twice,
 * with the same id.
 *
 * <p>One worker reads them, {@value #FILES_AT_ONCE} files at a time: to spread them over workers
 * would cost a grouping.
 */
public final class ReadOpenAnswers extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<LedgerEntry> ENTRIES = new TupleTag<>("entries") {};

  /** What is not as it was written, a sentence each. */
  public static final TupleTag<String> WARNINGS = new TupleTag<>("warnings") {};

  private static final int FILES_AT_ONCE = 8;

  private final Ledger ledger;

  private ReadOpenAnswers(Ledger ledger) {
    this.ledger = ledger;
  }

  public static ReadOpenAnswers of(Ledger ledger) {
    return new ReadOpenAnswers(ledger);
  }

  @Override
  public PCollectionTuple expand(PBegin begin) {
    return begin
        .apply("Ledger", Create.of("ledger"))
        .apply(
            "Read answers",
            ParDo.of(new ReadFn(ledger)).withOutputTags(ENTRIES, TupleTagList.of(WARNINGS)));
  }

  private static final class ReadFn extends DoFn<String, LedgerEntry> {
    private static final long serialVersionUID = 1L;

    private final Ledger ledger;

    ReadFn(Ledger ledger) {
      this.ledger = ledger;
    }

    /** What one file holds. */
    private record Content(List<LedgerEntry> entries, List<String> warnings) {}

    @ProcessElement
    public void process(MultiOutputReceiver out) throws IOException, InterruptedException {
      List<String> files = ledger.openFiles();
      if (files.isEmpty()) {
        return;
      }
      ledger.tellOfGaps(files, out.get(WARNINGS)::output);
      ExecutorService readers = Executors.newFixedThreadPool(Math.min(FILES_AT_ONCE, files.size()));
      try {
        for (int from = 0; from < files.size(); from += FILES_AT_ONCE) {
          int until = Math.min(from + FILES_AT_ONCE, files.size());
          List<Callable<Content>> reads = new ArrayList<>();
          files.subList(from, until).forEach(file -> reads.add(() -> content(file)));
          for (Future<Content> read : readers.invokeAll(reads)) {
            read.get().entries().forEach(out.get(ENTRIES)::output);
            read.get().warnings().forEach(out.get(WARNINGS)::output);
          }
        }
      } catch (ExecutionException e) {
        throw new IOException("the ledger cannot be read: " + e.getCause().getMessage(), e);
      } finally {
        readers.shutdownNow();
      }
    }

    private Content content(String file) throws IOException {
      Content content = new Content(new ArrayList<>(), new ArrayList<>());
      ledger.readOpenFile(file, content.entries()::add, content.warnings()::add);
      return content;
    }
  }
}

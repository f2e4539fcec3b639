package org.paperbeam.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.arxiv.ArxivText;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.metrics.DataLineage;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperSpill;
import org.paperbeam.paper.RunFailure;

/**
 * Reads the lines of ranges, and lets through the papers in scope, the bad lines, and one value of
 * facts a range. Nothing else becomes an element. Memory per range is a buffer of the longest line.
 *
 * <p>A file that cannot be read is a failure of the run, told as data: the file systems behind Beam
 * repeat what is worth repeating themselves.
 */
final class ReadRangesFn extends DoFn<KV<Integer, Iterable<FileRange>>, ListedPaper> {
  static final TupleTag<ListedPaper> PAPERS = new TupleTag<>() {};
  static final TupleTag<BadRecord> BAD_RECORDS = new TupleTag<>() {};
  static final TupleTag<RangeFacts> FACTS = new TupleTag<>() {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>() {};

  private static final long serialVersionUID = 1L;
  // A range has some ten thousand lines: a file of another kind must not become as many elements.
  private static final int NAMED_BAD_RECORDS = 1000;
  private static final int LINES_BETWEEN_COUNTS = 1000;

  private final Scope scope;
  private final Counter linesRead = Metrics.counter(SnapshotIO.class, SnapshotMetrics.LINES_READ);
  private final Counter bytesRead = Metrics.counter(SnapshotIO.class, SnapshotMetrics.BYTES_READ);

  // Thread-safe, and its table of names is worth keeping for the worker's life.
  private transient JsonFactory json;

  ReadRangesFn(Scope scope) {
    this.scope = scope;
  }

  @Setup
  public void setUp() {
    json = new JsonFactory();
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<FileRange>> ranges, MultiOutputReceiver out) {
    ranges.getValue().forEach(range -> read(range, out));
  }

  private void read(FileRange range, MultiOutputReceiver out) {
    DataLineage.read(range.getFile());
    long position = range.getFrom();
    try (LineReader lines =
        SnapshotFile.of(range.getFile()).open(range.getFrom(), range.getUntil())) {
      RangeOutput output = new RangeOutput(range.getFile(), out);
      LineJudge judge = new LineJudge(json, scope);
      long counted = lines.position();
      long uncounted = 0;
      while (lines.next()) {
        read(lines, judge, output);
        if (++uncounted == LINES_BETWEEN_COUNTS) {
          linesRead.inc(uncounted);
          bytesRead.inc(lines.position() - counted);
          counted = lines.position();
          uncounted = 0;
        }
        position = lines.position();
      }
      linesRead.inc(uncounted);
      bytesRead.inc(lines.position() - counted);
      output.finish(judge.newestUpdate());
    } catch (PaperSpill.SpillException e) {
      out.get(FAILURES).output(SnapshotFailure.of(FailureKind.STORAGE, e.getMessage()));
    } catch (IOException e) {
      out.get(FAILURES)
          .output(
              SnapshotFailure.of(
                  FailureKind.STORAGE,
                  "cannot read "
                      + range.getFile()
                      + " beyond byte "
                      + position
                      + ": "
                      + SnapshotFailure.reason(e)
                      + "; fetch the file again if it is damaged"));
    }
  }

  private void read(LineReader lines, LineJudge judge, RangeOutput output) {
    if (lines.isCut()) {
      output.bad(lines, "is longer than " + (LineReader.LONGEST_LINE >> 20) + " MiB");
      return;
    }
    switch (judge.judge(lines.bytes(), lines.start(), lines.length())) {
      case BAD -> output.bad(lines, judge.reason());
      case IN_SCOPE -> {
        try {
          output.paper(
              PaperReader.read(
                  json, lines.bytes(), lines.start(), lines.length(), judge.submitted(), scope));
        } catch (BadLineException e) {
          output.bad(lines, e.getMessage());
        }
      }
      case OUT_OF_SCOPE -> {}
    }
  }

  /** What one range gives. */
  private static final class RangeOutput {
    private final String file;
    private final MultiOutputReceiver out;
    private final Map<String, Long> papersByDate = new TreeMap<>();
    private int named;
    private BadRecord unnamed;

    RangeOutput(String file, MultiOutputReceiver out) {
      this.file = file;
      this.out = out;
    }

    void paper(ListedPaper paper) {
      papersByDate.merge(paper.getDate(), 1L, Long::sum);
      out.get(PAPERS).output(paper);
    }

    void bad(LineReader lines, String reason) {
      if (unnamed != null) {
        unnamed =
            BadRecord.of(
                file,
                unnamed.getOffset(),
                unnamed.getReason(),
                unnamed.getExcerpt(),
                unnamed.getLines() + 1);
        return;
      }
      BadRecord record = BadRecord.of(file, lines.offset(), reason, excerpt(lines), 1);
      if (++named <= NAMED_BAD_RECORDS) {
        out.get(BAD_RECORDS).output(record);
      } else {
        unnamed = record;
      }
    }

    void finish(String newestUpdate) {
      if (unnamed != null) {
        out.get(BAD_RECORDS).output(unnamed);
      }
      out.get(FACTS)
          .output(RangeFacts.of(newestUpdate.isEmpty() ? null : newestUpdate, papersByDate));
    }

    private static String excerpt(LineReader lines) {
      // Four bytes are the most a character takes.
      int length = Math.min(lines.length(), 4 * BadRecord.EXCERPT);
      String text = new String(lines.bytes(), lines.start(), length, StandardCharsets.UTF_8);
      return ArxivText.squeeze(text.substring(0, Math.min(text.length(), BadRecord.EXCERPT)));
    }
  }
}

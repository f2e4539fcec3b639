package org.paperbeam.snapshot;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.RunFailure;

/**
 * What {@link SnapshotIO#read()} gives. Every line read is a paper, a bad record, or not asked for.
 */
public final class SnapshotResult implements POutput {
  private final PCollection<ListedPaper> papers;
  private final PCollection<BadRecord> badRecords;
  private final PCollection<String> newestUpdate;
  private final PCollection<RunFailure> failures;

  SnapshotResult(
      PCollection<ListedPaper> papers,
      PCollection<BadRecord> badRecords,
      PCollection<String> newestUpdate,
      PCollection<RunFailure> failures) {
    this.papers = papers;
    this.badRecords = badRecords;
    this.newestUpdate = newestUpdate;
    this.failures = failures;
  }

  /** The papers asked for. A paper that stands in two files is here twice. */
  public PCollection<ListedPaper> getPapers() {
    return papers;
  }

  /** The lines that could not be read; the sum of {@link BadRecord#getLines()} is their number. */
  public PCollection<BadRecord> getBadRecords() {
    return badRecords;
  }

  /**
   * One value: the newest {@code update_date} of all lines, ISO, in scope or not. A snapshot whose
   * newest date lies before the last day asked for ends before that day. Empty when no line has
   * one.
   */
  public PCollection<String> getNewestUpdate() {
    return newestUpdate;
  }

  /** Why nothing must be published: a pattern without files, a file that cannot be read. */
  public PCollection<RunFailure> getFailures() {
    return failures;
  }

  @Override
  public Pipeline getPipeline() {
    return papers.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(
        ReadRangeFn.PAPERS, papers,
        ReadRangeFn.BAD_RECORDS, badRecords,
        ReadRangeFn.NEWEST_UPDATE, newestUpdate,
        ReadRangeFn.FAILURES, failures);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}

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
  private final PCollection<RangeFacts> facts;
  private final PCollection<RunFailure> failures;

  SnapshotResult(
      PCollection<ListedPaper> papers,
      PCollection<BadRecord> badRecords,
      PCollection<RangeFacts> facts,
      PCollection<RunFailure> failures) {
    this.papers = papers;
    this.badRecords = badRecords;
    this.facts = facts;
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

  /** One value for every stretch of a file that was read. */
  public PCollection<RangeFacts> getFacts() {
    return facts;
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
        ReadRangesFn.PAPERS, papers,
        ReadRangesFn.BAD_RECORDS, badRecords,
        ReadRangesFn.FACTS, facts,
        ReadRangesFn.FAILURES, failures);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}

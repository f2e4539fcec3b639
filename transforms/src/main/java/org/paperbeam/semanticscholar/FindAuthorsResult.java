package org.paperbeam.semanticscholar;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayEntries;

/**
 * What {@link FindAuthors} gives: either a record of every paper of a date, or a failure and no
 * record.
 */
public final class FindAuthorsResult implements POutput {
  private final PCollectionTuple found;

  FindAuthorsResult(PCollectionTuple found) {
    this.found = found;
  }

  /** Papers that are left to be scored. */
  public PCollection<PaperRecord> getUndecided() {
    return found.get(FindAuthorsFn.UNDECIDED);
  }

  /** Papers that their authors decide. */
  public PCollection<PaperRecord> getDecided() {
    return found.get(FindAuthorsFn.DECIDED);
  }

  /** The numbers of every date that has an entry, also after a failure. */
  public PCollection<DayEntries> getEntries() {
    return found.get(FindAuthorsFn.ENTRIES);
  }

  /** One failure of stage {@code authors}, or none. */
  public PCollection<RunFailure> getFailures() {
    return found.get(FindAuthorsFn.FAILURES);
  }

  @Override
  public Pipeline getPipeline() {
    return found.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return found.expand();
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {
    // The collections finish themselves.
  }
}

package org.paperbeam.semanticscholar;

import java.util.HashMap;
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
  private final PCollection<RunFailure> failures;
  private final PCollection<String> warnings;

  FindAuthorsResult(
      PCollectionTuple found, PCollection<RunFailure> failures, PCollection<String> warnings) {
    this.found = found;
    this.failures = failures;
    this.warnings = warnings;
  }

  /** Papers that are left to be scored. */
  public PCollection<PaperRecord> getUndecided() {
    return found.get(FindAuthorsFn.UNDECIDED);
  }

  /** Papers that their authors decide. */
  public PCollection<PaperRecord> getDecided() {
    return found.get(FindAuthorsFn.DECIDED);
  }

  /**
   * The numbers of every date that has an entry, also after a failure; of a date's papers in parts,
   * to be added up.
   */
  public PCollection<DayEntries> getEntries() {
    return found.get(FindAuthorsFn.ENTRIES);
  }

  /** One failure of stage {@code authors}, or none. */
  public PCollection<RunFailure> getFailures() {
    return failures;
  }

  /** That papers could not be looked up, how many and why; one sentence, or none. */
  public PCollection<String> getWarnings() {
    return warnings;
  }

  @Override
  public Pipeline getPipeline() {
    return found.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    Map<TupleTag<?>, PValue> all = new HashMap<>(found.expand());
    all.put(AskAuthorsFn.FAILURES, failures);
    all.put(AskAuthorsFn.WARNINGS, warnings);
    return all;
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {
    // The collections finish themselves.
  }
}

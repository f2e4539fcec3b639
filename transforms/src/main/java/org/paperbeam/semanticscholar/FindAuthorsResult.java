package org.paperbeam.semanticscholar;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;

/** What {@link FindAuthors} gives: either every record that went in, or a failure and no record. */
public final class FindAuthorsResult implements POutput {
  private final PCollection<PaperRecord> records;
  private final PCollection<RunFailure> failures;

  FindAuthorsResult(PCollection<PaperRecord> records, PCollection<RunFailure> failures) {
    this.records = records;
    this.failures = failures;
  }

  public PCollection<PaperRecord> getRecords() {
    return records;
  }

  /** One failure of stage {@code authors}, or none. */
  public PCollection<RunFailure> getFailures() {
    return failures;
  }

  @Override
  public Pipeline getPipeline() {
    return records.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(new TupleTag<>("records"), records, new TupleTag<>("failures"), failures);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {
    // The two collections finish themselves.
  }
}

package org.paperbeam.ask;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.RunFailure;

/** What {@link AskAbout} gives. */
public final class AskResult implements POutput {
  private static final TupleTag<Verdict> VERDICTS = new TupleTag<>() {};
  private static final TupleTag<RunFailure> FAILURES = new TupleTag<>() {};

  private final PCollection<Verdict> verdicts;
  private final PCollection<RunFailure> failures;

  AskResult(PCollection<Verdict> verdicts, PCollection<RunFailure> failures) {
    this.verdicts = verdicts;
    this.failures = failures;
  }

  /** One for every question; fewer only when there are {@link #getFailures failures}. */
  public PCollection<Verdict> getVerdicts() {
    return verdicts;
  }

  /** Why the job must end, e.g. a key that is refused; empty in a healthy job. */
  public PCollection<RunFailure> getFailures() {
    return failures;
  }

  @Override
  public Pipeline getPipeline() {
    return verdicts.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(VERDICTS, verdicts, FAILURES, failures);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}

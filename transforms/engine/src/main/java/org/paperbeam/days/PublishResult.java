package org.paperbeam.days;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DaySummary;

/** The numbers of every date, and why a date could not be published. */
public final class PublishResult implements POutput {
  private final TupleTag<DaySummary> daysTag;
  private final PCollection<DaySummary> days;
  private final TupleTag<RunFailure> failuresTag;
  private final PCollection<RunFailure> failures;
  private final TupleTag<OpenDay> openTag;
  private final PCollection<OpenDay> open;

  /** What a {@link PublishDays} gives; the tags are those of its outputs. */
  public PublishResult(
      TupleTag<DaySummary> daysTag,
      PCollection<DaySummary> days,
      TupleTag<RunFailure> failuresTag,
      PCollection<RunFailure> failures,
      TupleTag<OpenDay> openTag,
      PCollection<OpenDay> open) {
    this.daysTag = daysTag;
    this.days = days;
    this.failuresTag = failuresTag;
    this.failures = failures;
    this.openTag = openTag;
    this.open = open;
  }

  /** One value for every date asked for, open ones apart. */
  public PCollection<DaySummary> getDays() {
    return days;
  }

  /** Dates that have still to be asked about; none when the run has failed. */
  public PCollection<OpenDay> getOpenDays() {
    return open;
  }

  /** Why dates could not be published; what stood there stays as it was, whole. */
  public PCollection<RunFailure> getFailures() {
    return failures;
  }

  @Override
  public Pipeline getPipeline() {
    return days.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(daysTag, days, failuresTag, failures, openTag, open);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}

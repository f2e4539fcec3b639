package org.paperbeam.records;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.PaperRecord;

/** The distinct papers of every date, and how many entries there were. */
public final class DeduplicateResult implements POutput {
  private final PCollection<PaperRecord> records;
  private final PCollection<KV<String, Long>> listed;
  private final PCollection<KV<String, Long>> distinct;

  DeduplicateResult(
      PCollection<PaperRecord> records,
      PCollection<KV<String, Long>> listed,
      PCollection<KV<String, Long>> distinct) {
    this.records = records;
    this.listed = listed;
    this.distinct = distinct;
  }

  /** One undecided record for every paper of a date. */
  public PCollection<PaperRecord> getRecords() {
    return records;
  }

  /** Entries by date, repeats included, counted before any was put aside. */
  public PCollection<KV<String, Long>> getListed() {
    return listed;
  }

  /** Papers by date: what every later step has to account for. */
  public PCollection<KV<String, Long>> getDistinct() {
    return distinct;
  }

  @Override
  public Pipeline getPipeline() {
    return records.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(
        new TupleTag<>("records"), records,
        new TupleTag<>("listed"), listed,
        new TupleTag<>("distinct"), distinct);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}

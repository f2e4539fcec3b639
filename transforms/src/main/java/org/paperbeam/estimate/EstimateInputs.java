package org.paperbeam.estimate;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;

/**
 * Everything that an estimate is made of.
 *
 * @param days one for every date asked for
 * @param distinct papers by date
 * @param undecided those of them that are left to be scored
 */
public record EstimateInputs(
    PCollection<DayFacts> days,
    PCollection<KV<String, Long>> distinct,
    PCollection<PaperRecord> undecided)
    implements PInput {
  @Override
  public Pipeline getPipeline() {
    return days.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(
        new TupleTag<DayFacts>("days") {}, days,
        new TupleTag<KV<String, Long>>("distinct") {}, distinct,
        new TupleTag<PaperRecord>("undecided") {}, undecided);
  }
}

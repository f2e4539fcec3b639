package org.paperbeam.estimate;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayEntries;

/**
 * Everything that an estimate is made of.
 *
 * @param days one for every date asked for
 * @param entries how much each date lists
 * @param undecided papers that are left to be scored
 */
public record EstimateInputs(
    PCollection<DayFacts> days, PCollection<DayEntries> entries, PCollection<PaperRecord> undecided)
    implements PInput {
  @Override
  public Pipeline getPipeline() {
    return days.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(
        new TupleTag<DayFacts>("days") {}, days,
        new TupleTag<DayEntries>("entries") {}, entries,
        new TupleTag<PaperRecord>("undecided") {}, undecided);
  }
}

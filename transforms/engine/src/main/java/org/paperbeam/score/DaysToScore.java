package org.paperbeam.score;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayEntries;

/**
 * Everything that dates are scored and published from.
 *
 * @param days one for every date asked for
 * @param entries how much each date lists
 * @param decided papers that need no scorer
 * @param undecided papers that are left to be scored
 * @param failures why the run must end; when there is any, nobody is asked
 */
public record DaysToScore(
    PCollection<DayFacts> days,
    PCollection<DayEntries> entries,
    PCollection<PaperRecord> decided,
    PCollection<PaperRecord> undecided,
    PCollectionList<RunFailure> failures)
    implements PInput {
  @Override
  public Pipeline getPipeline() {
    return days.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    Map<TupleTag<?>, PValue> all = new HashMap<>();
    all.put(new TupleTag<>("days"), days);
    all.put(new TupleTag<>("entries"), entries);
    all.put(new TupleTag<>("decided"), decided);
    all.put(new TupleTag<>("undecided"), undecided);
    all.putAll(failures.expand());
    return all;
  }
}

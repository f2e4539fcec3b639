package org.paperbeam.days;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayEntries;
import org.paperbeam.records.UnscoredPaper;

/**
 * Everything the dates of a run are published from. A list may be empty: without a model nobody is
 * paid.
 *
 * @param days one for every date asked for
 * @param entries how much each date lists
 * @param records every paper, decided
 * @param unscored the dead letters among them
 * @param questions papers that the LLM has still to be asked about: their dates are handed on
 * @param calls what the LLM was paid for, in this run and before
 * @param failures why the run must end
 */
public record DayInputs(
    PCollection<DayFacts> days,
    PCollection<DayEntries> entries,
    PCollectionList<PaperRecord> records,
    PCollectionList<UnscoredPaper> unscored,
    PCollectionList<PaperQuestion> questions,
    PCollectionList<PaidCall> calls,
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
    all.putAll(records.expand());
    all.putAll(unscored.expand());
    all.putAll(questions.expand());
    all.putAll(calls.expand());
    all.putAll(failures.expand());
    return all;
  }
}

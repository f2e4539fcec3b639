package org.paperbeam.publish;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.UnscoredPaper;

/**
 * Everything the dates of a run are published from.
 *
 * @param days one for every date asked for
 * @param listed entries by date
 * @param distinct papers by date
 * @param records every paper, decided
 * @param unscored the dead letters among them
 * @param calls what the LLM was paid for, in this run and before
 * @param failures why the run must end
 */
public record DayInputs(
    PCollection<DayFacts> days,
    PCollection<KV<String, Long>> listed,
    PCollection<KV<String, Long>> distinct,
    PCollection<PaperRecord> records,
    PCollection<UnscoredPaper> unscored,
    PCollection<PaidCall> calls,
    PCollection<RunFailure> failures)
    implements PInput {
  @Override
  public Pipeline getPipeline() {
    return days.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(
        new TupleTag<>("days"), days,
        new TupleTag<>("listed"), listed,
        new TupleTag<>("distinct"), distinct,
        new TupleTag<>("records"), records,
        new TupleTag<>("unscored"), unscored,
        new TupleTag<>("calls"), calls,
        new TupleTag<>("failures"), failures);
  }
}

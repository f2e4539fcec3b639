package org.paperbeam.score;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DaySummary;

/**
 * What became of dates that were scored and published, and what it took.
 *
 * @param days the numbers of every date asked for
 * @param calls every call the ledger holds, of this run and of others; the same one may come twice
 * @param tallies one for each lane
 * @param answersFromLedger numbers whose sum is how many papers the ledger decided
 * @param warnings what of the ledger is not as it was written; the same one may come twice
 * @param failures why the run must end, or dates could not be published; empty in a healthy run
 */
public record ScoredDays(
    PCollectionList<DaySummary> days,
    PCollectionList<PaidCall> calls,
    PCollectionList<LaneTally> tallies,
    PCollectionList<Long> answersFromLedger,
    PCollectionList<String> warnings,
    PCollectionList<RunFailure> failures)
    implements POutput {
  @Override
  public Pipeline getPipeline() {
    return days.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    Map<TupleTag<?>, PValue> all = new HashMap<>();
    all.putAll(days.expand());
    all.putAll(calls.expand());
    all.putAll(tallies.expand());
    all.putAll(answersFromLedger.expand());
    all.putAll(warnings.expand());
    all.putAll(failures.expand());
    return all;
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}

package org.paperbeam.score;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.UnscoredPaper;

/** What became of the papers that were to be scored, and what it took. */
public final class ScoreResult implements POutput {
  private static final TupleTag<PaperRecord> RECORDS = new TupleTag<>() {};
  private static final TupleTag<UnscoredPaper> UNSCORED = new TupleTag<>() {};
  private static final TupleTag<PaidCall> CALLS = new TupleTag<>() {};
  private static final TupleTag<LaneTally> TALLIES = new TupleTag<>() {};
  private static final TupleTag<Long> ANSWERS_FROM_LEDGER = new TupleTag<>() {};
  private static final TupleTag<String> WARNINGS = new TupleTag<>() {};
  private static final TupleTag<RunFailure> FAILURES = new TupleTag<>() {};

  private final Pipeline pipeline;
  private final PCollection<PaperRecord> records;
  private final PCollection<UnscoredPaper> unscored;
  private final PCollection<PaidCall> calls;
  private final PCollection<LaneTally> tallies;
  private final PCollection<Long> answersFromLedger;
  private final PCollection<String> warnings;
  private final PCollection<RunFailure> failures;

  ScoreResult(
      PCollection<PaperRecord> records,
      PCollection<UnscoredPaper> unscored,
      PCollection<PaidCall> calls,
      PCollection<LaneTally> tallies,
      PCollection<Long> answersFromLedger,
      PCollection<String> warnings,
      PCollection<RunFailure> failures) {
    this.pipeline = records.getPipeline();
    this.records = records;
    this.unscored = unscored;
    this.calls = calls;
    this.tallies = tallies;
    this.answersFromLedger = answersFromLedger;
    this.warnings = warnings;
    this.failures = failures;
  }

  /** Every paper that came in, decided; fewer only when there are {@link #getFailures failures}. */
  public PCollection<PaperRecord> getRecords() {
    return records;
  }

  /** The dead letters; their records are among {@link #getRecords} too. */
  public PCollection<UnscoredPaper> getUnscored() {
    return unscored;
  }

  /**
   * Every call the ledger holds about the papers' dates, of this run and of others, and calls about
   * other dates too; the same one may come twice.
   */
  public PCollection<PaidCall> getCalls() {
    return calls;
  }

  /** One for each lane. */
  public PCollection<LaneTally> getTallies() {
    return tallies;
  }

  /** Numbers whose sum is how many papers the ledger decided, by title or score. */
  public PCollection<Long> getAnswersFromLedger() {
    return answersFromLedger;
  }

  /** What of the ledger is not as it was written, a sentence each; the same one may come twice. */
  public PCollection<String> getWarnings() {
    return warnings;
  }

  /** Why the run must end; empty in a healthy run. */
  public PCollection<RunFailure> getFailures() {
    return failures;
  }

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(
        RECORDS, records,
        UNSCORED, unscored,
        CALLS, calls,
        TALLIES, tallies,
        ANSWERS_FROM_LEDGER, answersFromLedger,
        WARNINGS, warnings,
        FAILURES, failures);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}

package org.paperbeam.pipeline.graph;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.offline.ScoreOffline;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.score.ScoreResult;

/**
 * What either scorer gives. A list without a collection is what only a model that is asked has: an
 * empty collection would be a step of the graph all the same.
 *
 * @param records every paper, decided; fewer only when there are failures
 * @param unscored the dead letters among them
 * @param calls what the LLM was paid for, in this run and before
 * @param tallies what the calls took
 * @param answersFromLedger how many papers the ledger decided
 * @param failures why the job must end
 */
record ScoredPapers(
    PCollectionList<PaperRecord> records,
    PCollectionList<UnscoredPaper> unscored,
    PCollectionList<PaidCall> calls,
    PCollectionList<LaneTally> tallies,
    PCollectionList<Long> answersFromLedger,
    PCollectionList<RunFailure> failures) {

  static ScoredPapers of(PCollection<PaperRecord> undecided, StepConfigs configs) {
    if (configs.isOffline()) {
      Pipeline pipeline = undecided.getPipeline();
      return new ScoredPapers(
          PCollectionList.of(
              undecided.apply("Score offline", ScoreOffline.with(configs.offline()))),
          PCollectionList.empty(pipeline),
          PCollectionList.empty(pipeline),
          PCollectionList.empty(pipeline),
          PCollectionList.empty(pipeline),
          PCollectionList.empty(pipeline));
    }
    ScoreResult scores = undecided.apply("Score", configs.scoring());
    return new ScoredPapers(
        PCollectionList.of(scores.getRecords()),
        PCollectionList.of(scores.getUnscored()),
        PCollectionList.of(scores.getCalls()),
        PCollectionList.of(scores.getTallies()),
        PCollectionList.of(scores.getAnswersFromLedger()),
        PCollectionList.of(scores.getFailures()));
  }
}

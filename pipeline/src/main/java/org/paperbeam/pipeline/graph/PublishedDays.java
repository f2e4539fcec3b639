package org.paperbeam.pipeline.graph;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.days.DayInputs;
import org.paperbeam.days.PublishResult;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.offline.ScoreOffline;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DaySummary;
import org.paperbeam.score.DaysToScore;
import org.paperbeam.score.ScoredDays;

/**
 * What either scorer leaves. A list without a collection is what only a model that is asked has: an
 * empty collection would be a step of the graph all the same.
 *
 * @param days the numbers of every date
 * @param calls what the LLM was paid for, in this run and before
 * @param tallies what the calls took
 * @param answersFromLedger how many papers the ledger decided
 * @param warnings what of the ledger is not as it was written; the same one may come twice
 * @param failures why the job must end, or dates could not be published
 */
record PublishedDays(
    PCollectionList<DaySummary> days,
    PCollectionList<PaidCall> calls,
    PCollectionList<LaneTally> tallies,
    PCollectionList<Long> answersFromLedger,
    PCollectionList<String> warnings,
    PCollectionList<RunFailure> failures) {

  static PublishedDays of(FilteredPapers papers, StepConfigs configs) {
    return configs.isOffline() ? offline(papers, configs) : byLlm(papers, configs);
  }

  private static PublishedDays offline(FilteredPapers papers, StepConfigs configs) {
    Pipeline pipeline = papers.undecided().getPipeline();
    DayInputs inputs =
        new DayInputs(
            papers.days(),
            papers.entries(),
            PCollectionList.of(papers.decided())
                .and(
                    papers
                        .undecided()
                        .apply("Score offline", ScoreOffline.with(configs.offline()))),
            PCollectionList.empty(pipeline),
            PCollectionList.empty(pipeline),
            PCollectionList.empty(pipeline),
            papers.failures());
    PublishResult published = Pipeline.applyTransform("Publish", inputs, configs.publishing());
    return new PublishedDays(
        PCollectionList.of(published.getDays()),
        PCollectionList.empty(pipeline),
        PCollectionList.empty(pipeline),
        PCollectionList.empty(pipeline),
        PCollectionList.empty(pipeline),
        PCollectionList.of(published.getFailures()));
  }

  private static PublishedDays byLlm(FilteredPapers papers, StepConfigs configs) {
    DaysToScore inputs =
        new DaysToScore(
            papers.days(),
            papers.entries(),
            papers.decided(),
            papers.undecided(),
            papers.failures());
    ScoredDays scored =
        Pipeline.applyTransform(
            "Score and publish", inputs, configs.scoring().publishing(configs.publishing()));
    return new PublishedDays(
        scored.days(),
        scored.calls(),
        scored.tallies(),
        scored.answersFromLedger(),
        scored.warnings(),
        scored.failures());
  }
}

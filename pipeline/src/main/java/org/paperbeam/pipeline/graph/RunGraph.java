package org.paperbeam.pipeline.graph;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.offline.ScoreOffline;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.publish.DayInputs;
import org.paperbeam.publish.PublishDays;
import org.paperbeam.publish.PublishResult;
import org.paperbeam.records.DaySummary;
import org.paperbeam.score.ScorePapers;
import org.paperbeam.score.ScoreResult;

/**
 * The whole job: list, deduplicate, look up the authors, score, publish, report. Every paper that
 * is listed keeps one record on the way; a failure travels beside them as data, and what is
 * published depends on it.
 */
public final class RunGraph {
  /** All that concerns the run as a whole meets under one key. */
  private static final String RUN = "run";

  private RunGraph() {}

  /** Builds the whole job onto the pipeline. */
  public static void apply(Pipeline pipeline, RunSettings settings) {
    StepConfigs configs = new StepConfigs(settings);
    FilteredPapers papers = FilteredPapers.of(pipeline, configs);
    ScoreResult scores =
        configs.isOffline()
            ? ScoreResult.unpaid(
                papers.undecided().apply("Score offline", ScoreOffline.with(configs.offline())))
            : papers.undecided().apply("Score", ScorePapers.with(configs.scoring()));
    PCollection<RunFailure> failures =
        PCollectionList.of(papers.failures())
            .and(scores.getFailures())
            .apply("All failures", Flatten.pCollections());
    PCollection<PaperRecord> records =
        PCollectionList.of(papers.decided())
            .and(scores.getRecords())
            .apply("All records", Flatten.pCollections());
    DayInputs inputs =
        new DayInputs(
            papers.days(),
            papers.listed(),
            papers.distinct(),
            records,
            scores.getUnscored(),
            scores.getCalls(),
            failures);
    PublishResult published =
        Pipeline.applyTransform("Publish", inputs, PublishDays.with(configs.publishing()));
    PCollection<RunFailure> reasons =
        PCollectionList.of(failures)
            .and(published.getFailures())
            .apply("All reasons", Flatten.pCollections());
    RunParts parts = new RunParts(published.getDays(), scores, reasons, papers.warnings());
    finish(pipeline, settings, parts);
  }

  /** What concerns the run as a whole. */
  private record RunParts(
      PCollection<DaySummary> days,
      ScoreResult scores,
      PCollection<RunFailure> failures,
      PCollection<String> warnings) {}

  /** Comes last: it waits for every date, and runs even when there is none. */
  private static void finish(Pipeline pipeline, RunSettings settings, RunParts parts) {
    ScoreResult scores = parts.scores();
    KeyedPCollectionTuple.of(
            FinishRunFn.RUN_ID,
            pipeline.apply("Run", Create.of(settings.runId())).apply("Run by key", onOneKey()))
        .and(FinishRunFn.DAYS, parts.days().apply("Days by run", onOneKey()))
        .and(
            FinishRunFn.CALLS,
            scores
                .getCalls()
                .apply("Paid by this run", Filter.by(new PaidBy(settings.runId())))
                .apply("Calls by run", onOneKey()))
        .and(FinishRunFn.TALLIES, scores.getTallies().apply("Tallies by run", onOneKey()))
        .and(
            FinishRunFn.FROM_LEDGER,
            scores.getAnswersFromLedger().apply("Ledger answers by run", onOneKey()))
        .and(FinishRunFn.FAILURES, parts.failures().apply("Failures by run", onOneKey()))
        .and(FinishRunFn.WARNINGS, parts.warnings().apply("Warnings by run", onOneKey()))
        .apply("All of the run", CoGroupByKey.create())
        .apply("Report", ParDo.of(new FinishRunFn(new StepConfigs(settings).reporting())));
  }

  static <T> PTransform<PCollection<T>, PCollection<KV<String, T>>> onOneKey() {
    return WithKeys.<String, T>of(RUN).withKeyType(TypeDescriptors.strings());
  }
}

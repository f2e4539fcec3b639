package org.paperbeam.pipeline.graph;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.paperbeam.join.GatherByKey;
import org.paperbeam.join.KeyedParts;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.publish.DayInputs;
import org.paperbeam.publish.PublishResult;

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
    ScoredPapers scored = ScoredPapers.of(papers.undecided(), configs);
    DayInputs inputs =
        new DayInputs(
            papers.days(),
            papers.entries(),
            scored.records().and(papers.decided()),
            scored.unscored(),
            scored.calls(),
            papers.failures().and(scored.failures().getAll()));
    PublishResult published = Pipeline.applyTransform("Publish", inputs, configs.publishing());
    finish(settings, papers, scored, published);
  }

  /** Comes last: it waits for every date, and runs even when there is none. */
  private static void finish(
      RunSettings settings, FilteredPapers papers, ScoredPapers scored, PublishResult published) {
    Pipeline pipeline = published.getPipeline();
    String runId = settings.runId();
    KeyedParts.in(pipeline)
        .and(FinishRunFn.RUN_ID, pipeline.apply("Run", Create.of(runId)), onOneKey())
        .and(FinishRunFn.DAYS, published.getDays(), onOneKey())
        .andUnderKeys(
            FinishRunFn.CALLS,
            scored.calls(),
            call -> call.getRunId().equals(runId) ? List.of(RUN) : List.of())
        .and(FinishRunFn.TALLIES, scored.tallies(), onOneKey())
        .and(FinishRunFn.FROM_LEDGER, scored.answersFromLedger(), onOneKey())
        .and(
            FinishRunFn.FAILURES,
            papers.failures().and(scored.failures().getAll()).and(published.getFailures()),
            onOneKey())
        .and(FinishRunFn.WARNINGS, papers.warnings(), onOneKey())
        .and(FinishRunFn.NOTES, papers.notes(), onOneKey())
        .apply("All of the run", GatherByKey.create())
        .apply("Report", ParDo.of(new FinishRunFn(new StepConfigs(settings).reporting())));
  }

  static <T> SerializableFunction<T, String> onOneKey() {
    return element -> RUN;
  }
}

package org.paperbeam.pipeline.graph;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.paperbeam.join.GatherByKey;
import org.paperbeam.join.KeyedParts;
import org.paperbeam.pipeline.settings.RunSettings;

/**
 * The whole job: list, deduplicate, look up the authors, score and publish date by date, report.
 * Every paper that is listed keeps one record on the way; a failure travels beside them as data,
 * and what is published depends on it.
 */
public final class RunGraph {
  /** All that concerns the run as a whole meets under one key. */
  private static final String RUN = "run";

  private RunGraph() {}

  /** Builds the whole job onto the pipeline. */
  public static void apply(Pipeline pipeline, RunSettings settings) {
    StepConfigs configs = new StepConfigs(settings);
    FilteredPapers papers = FilteredPapers.of(pipeline, configs);
    finish(settings, papers, PublishedDays.of(papers, configs));
  }

  /** Comes last: it waits for every date, and runs even when there is none. */
  private static void finish(RunSettings settings, FilteredPapers papers, PublishedDays published) {
    Pipeline pipeline = papers.days().getPipeline();
    String runId = settings.runId();
    KeyedParts.in(pipeline)
        .and(FinishRunFn.RUN_ID, pipeline.apply("Run", Create.of(runId)), onOneKey())
        .and(FinishRunFn.DAYS, published.days(), onOneKey())
        .andUnderKeys(
            FinishRunFn.CALLS,
            published.calls(),
            call -> call.getRunId().equals(runId) ? List.of(RUN) : List.of())
        .and(FinishRunFn.TALLIES, published.tallies(), onOneKey())
        .and(FinishRunFn.FROM_LEDGER, published.answersFromLedger(), onOneKey())
        .and(FinishRunFn.FAILURES, papers.failures().and(published.failures().getAll()), onOneKey())
        .and(FinishRunFn.WARNINGS, papers.warnings().and(published.warnings().getAll()), onOneKey())
        .and(FinishRunFn.NOTES, papers.notes(), onOneKey())
        .apply("All of the run", GatherByKey.create())
        .apply("Report", ParDo.of(new FinishRunFn(new StepConfigs(settings).reporting())));
  }

  static <T> SerializableFunction<T, String> onOneKey() {
    return element -> RUN;
  }
}

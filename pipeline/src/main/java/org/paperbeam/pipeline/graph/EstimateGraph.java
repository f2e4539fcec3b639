package org.paperbeam.pipeline.graph;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.paperbeam.estimate.DayEstimate;
import org.paperbeam.estimate.EstimateDays;
import org.paperbeam.estimate.EstimateInputs;
import org.paperbeam.join.GatherByKey;
import org.paperbeam.join.KeyedParts;
import org.paperbeam.pipeline.settings.RunSettings;

/** A run's steps up to the scorer, and in its place the question what it would take. */
public final class EstimateGraph {
  private EstimateGraph() {}

  /** Builds the whole job onto the pipeline. */
  public static void apply(Pipeline pipeline, RunSettings settings) {
    StepConfigs configs = new StepConfigs(settings);
    FilteredPapers papers = FilteredPapers.of(pipeline, configs);
    PCollection<DayEstimate> days =
        Pipeline.applyTransform(
            "Estimate",
            new EstimateInputs(papers.days(), papers.entries(), papers.undecided()),
            EstimateDays.with(configs.scoring().getConfig()));
    KeyedParts.in(pipeline)
        .and(
            FinishEstimateFn.RUN_ID,
            pipeline.apply("Run", Create.of(settings.runId())),
            RunGraph.onOneKey())
        .and(FinishEstimateFn.DAYS, days, RunGraph.onOneKey())
        .and(FinishEstimateFn.FAILURES, papers.failures(), RunGraph.onOneKey())
        .and(FinishEstimateFn.WARNINGS, papers.warnings(), RunGraph.onOneKey())
        .apply("All of the estimate", GatherByKey.create())
        .apply("Report", ParDo.of(new FinishEstimateFn(configs.estimating())));
  }
}

package org.paperbeam.pipeline.graph;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.estimate.DayEstimate;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.report.EstimateReport;
import org.paperbeam.pipeline.report.EstimateReportBuilder;
import org.paperbeam.pipeline.report.EstimateReports;
import org.paperbeam.pipeline.settings.RunSettings;

/** Ends an estimate: writes its report. */
final class FinishEstimateFn extends DoFn<KV<String, CoGbkResult>, Void> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<String> RUN_ID = new TupleTag<>("run_id") {};
  static final TupleTag<DayEstimate> DAYS = new TupleTag<>("days") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};
  static final TupleTag<String> WARNINGS = new TupleTag<>("warnings") {};

  private final RunSettings settings;

  FinishEstimateFn(RunSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void process(@Element KV<String, CoGbkResult> run) throws IOException {
    EstimateReport report =
        new EstimateReportBuilder(
                settings.runId(),
                settings.startedAt(),
                settings.llm().model(),
                settings.llm().effectivePrice(),
                StepConfigs.limits(settings))
            .withDays(run.getValue().getAll(DAYS))
            .withFailures(run.getValue().getAll(FAILURES))
            .withWarnings(run.getValue().getAll(WARNINGS))
            .build();
    EstimateReports.write(settings.output().folder(), report);
  }
}

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

/** Ends an estimate: writes its report. */
final class FinishEstimateFn extends DoFn<KV<String, CoGbkResult>, Void> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<String> RUN_ID = new TupleTag<>("run_id") {};
  static final TupleTag<DayEstimate> DAYS = new TupleTag<>("days") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};
  static final TupleTag<String> WARNINGS = new TupleTag<>("warnings") {};

  private final ReportConfig config;

  FinishEstimateFn(ReportConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element KV<String, CoGbkResult> run) throws IOException {
    EstimateReport report =
        new EstimateReportBuilder(
                config.runId(), config.startedAt(), config.model(), config.price(), config.limits())
            .withDays(run.getValue().getAll(DAYS))
            .withFailures(run.getValue().getAll(FAILURES))
            .withWarnings(run.getValue().getAll(WARNINGS))
            .build();
    EstimateReports.write(config.output(), report);
  }
}

package org.paperbeam.pipeline.graph;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.paperbeam.estimate.DayEstimate;
import org.paperbeam.join.Gathered;
import org.paperbeam.join.PartTag;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.report.EstimateReport;
import org.paperbeam.pipeline.report.EstimateReportBuilder;
import org.paperbeam.pipeline.report.EstimateReports;

/** Ends an estimate: writes its report. */
final class FinishEstimateFn extends DoFn<KV<String, Iterable<RawUnionValue>>, Void> {
  private static final long serialVersionUID = 1L;

  static final PartTag<String> RUN_ID = new PartTag<>(0, "Run id");
  static final PartTag<DayEstimate> DAYS = new PartTag<>(1, "Days");
  static final PartTag<RunFailure> FAILURES = new PartTag<>(2, "Failures");
  static final PartTag<String> WARNINGS = new PartTag<>(3, "Warnings");

  private final ReportConfig config;

  FinishEstimateFn(ReportConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<RawUnionValue>> run) throws IOException {
    Gathered all = Gathered.of(run.getValue());
    EstimateReport report =
        new EstimateReportBuilder(
                config.runId(), config.startedAt(), config.model(), config.price(), config.limits())
            .withDays(all.getAll(DAYS))
            .withFailures(all.getAll(FAILURES))
            .withWarnings(all.getAll(WARNINGS))
            .build();
    EstimateReports.write(config.output(), report);
  }
}

package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.progress.ProgressNumbers;
import org.paperbeam.pipeline.report.EstimateReport;
import org.paperbeam.pipeline.report.EstimateReportBuilder;
import org.paperbeam.pipeline.report.EstimateReports;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.storage.Folder;

/** The reports of estimates. */
final class EstimateJobReports implements JobReports<EstimateReport> {
  private static final LimitConfig NO_MATTER =
      new LimitConfig(0, 0, LimitConfig.DEFAULT_MAX_IN_FLIGHT);

  @Override
  public Optional<EstimateReport> read(Folder output, String runId) throws IOException {
    return EstimateReports.read(output, runId);
  }

  @Override
  public EstimateReport failed(
      RunSettings settings, RunFailure failure, Instant now, ProgressNumbers counted) {
    return new EstimateReportBuilder(
            settings.runId(), settings.startedAt(), settings.model(), null, NO_MATTER)
        .withFailures(List.of(failure))
        .build();
  }

  @Override
  public void write(Folder output, EstimateReport report) throws IOException {
    EstimateReports.write(output, report);
  }
}

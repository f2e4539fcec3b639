package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.pipeline.report.RunReports;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.storage.Folder;

/** The reports of runs. */
final class RunJobReports implements JobReports<RunReport> {
  @Override
  public Optional<RunReport> read(Folder output, String runId) throws IOException {
    return RunReports.read(output, runId);
  }

  @Override
  public RunReport failed(RunSettings settings, RunFailure failure, Instant now) {
    return new RunReportBuilder(settings.runId(), settings.startedAt())
        .withFailures(List.of(failure))
        .build(now);
  }

  @Override
  public void write(Folder output, RunReport report) throws IOException {
    RunReports.write(output, report);
  }
}

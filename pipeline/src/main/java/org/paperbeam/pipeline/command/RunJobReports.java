package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.report.LlmAccounts;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.pipeline.report.RunReports;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.storage.Folder;

/** The reports of runs. */
final class RunJobReports implements JobReports<RunReport> {
  @Override
  public void prepare(Folder output, Console console) throws IOException {
    OldLayout.move(output, console);
  }

  @Override
  public Optional<RunReport> read(Folder output, String runId) throws IOException {
    return RunReports.read(output, runId);
  }

  @Override
  public RunReport failed(RunSettings settings, RunFailure failure, Instant now) {
    RunReportBuilder report =
        new RunReportBuilder(settings.runId(), settings.startedAt()).withFailures(List.of(failure));
    return (settings.isOffline() ? report : withPaid(report, settings)).build(now);
  }

  /** A job that died told nobody what it paid; the ledger has every answer. */
  private static RunReportBuilder withPaid(RunReportBuilder report, RunSettings settings) {
    try {
      List<PaidCall> paid = new ArrayList<>();
      List<String> warnings = new ArrayList<>();
      Ledger.in(settings.output().folder("ledger"))
          .readAllOf(
              List.of(settings.runId()), entry -> paid.add(PaidCall.of(entry)), warnings::add);
      return report
          .withWarnings(warnings)
          .withLlm(LlmAccounts.of(paid, List.of(), 0, settings.prices()));
    } catch (IOException e) {
      return report.withWarnings(
          List.of("what the run paid is not in this report: " + e.getMessage()));
    }
  }

  @Override
  public void write(Folder output, RunReport report) throws IOException {
    RunReports.write(output, report);
  }
}

package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.progress.ProgressNumbers;
import org.paperbeam.pipeline.report.LlmAccounts;
import org.paperbeam.pipeline.report.LlmTotals;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.pipeline.report.RunReports;
import org.paperbeam.pipeline.report.UnwrittenReportException;
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
  public Optional<RunReport> carried(Throwable failure) {
    return UnwrittenReportException.reportIn(failure);
  }

  @Override
  public RunReport failed(
      RunSettings settings, RunFailure failure, Instant now, ProgressNumbers counted) {
    RunReportBuilder report =
        new RunReportBuilder(settings.runId(), settings.startedAt()).withFailures(List.of(failure));
    return (settings.isOffline() ? report : withPaid(report, settings, counted)).build(now);
  }

  /**
   * A job that died told nobody what it paid. The ledger has every answer that could be kept; what
   * the job counted beyond that was paid, too.
   */
  private static RunReportBuilder withPaid(
      RunReportBuilder report, RunSettings settings, ProgressNumbers counted) {
    List<PaidCall> paid = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    try {
      Ledger.in(settings.ledger())
          .readAllOf(
              List.of(settings.runId()), entry -> paid.add(PaidCall.of(entry)), warnings::add);
    } catch (IOException e) {
      warnings.add("what the run paid cannot be read, and may be more: " + e.getMessage());
    }
    LlmTotals kept = LlmAccounts.of(paid, List.of(), 0, settings.prices());
    LlmTotals all =
        kept.orMore(
            counted.calls(),
            counted.promptTokens(),
            counted.completionTokens(),
            counted.costMicroUsd() / 1e6);
    if (!all.equals(kept)) {
      warnings.add(lost(kept, all));
    }
    return report.withWarnings(warnings).withLlm(all);
  }

  private static String lost(LlmTotals kept, LlmTotals all) {
    Double before = kept.costUsd();
    Double after = all.costUsd();
    return String.format(
        Locale.ROOT,
        "answers of %,d + %,d tokens%s were paid for and not kept: they are in these numbers, and"
            + " the same command pays for them again",
        all.promptTokens() - kept.promptTokens(),
        all.completionTokens() - kept.completionTokens(),
        before == null || after == null
            ? ""
            : String.format(Locale.ROOT, " ($%.4f)", after - before));
  }

  @Override
  public void write(Folder output, RunReport report) throws IOException {
    RunReports.write(output, report);
  }
}

package org.paperbeam.pipeline.graph;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.join.Gathered;
import org.paperbeam.join.PartTag;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.lane.Spread;
import org.paperbeam.learnt.Prefilter;
import org.paperbeam.learnt.RecallContract;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.metrics.DataLineage;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.remedy.Remedies;
import org.paperbeam.pipeline.report.FilterTotals;
import org.paperbeam.pipeline.report.LlmAccounts;
import org.paperbeam.pipeline.report.LlmDistributions;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.pipeline.report.RunReports;
import org.paperbeam.records.DayAudit;
import org.paperbeam.records.DaySummary;
import org.paperbeam.site.Pages;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/**
 * Ends a run: the month pages and the site, the ledger's months, and last of all the report, which
 * says that everything before it is there.
 */
final class FinishRunFn extends DoFn<KV<String, Iterable<RawUnionValue>>, Void> {
  private static final long serialVersionUID = 1L;

  static final PartTag<String> RUN_ID = new PartTag<>(0, "Run id");
  static final PartTag<DaySummary> DAYS = new PartTag<>(1, "Days");
  static final PartTag<PaidCall> CALLS = new PartTag<>(2, "Calls");
  static final PartTag<LaneTally> TALLIES = new PartTag<>(3, "Tallies");
  static final PartTag<Long> FROM_LEDGER = new PartTag<>(4, "From ledger");
  static final PartTag<RunFailure> FAILURES = new PartTag<>(5, "Failures");

  static final PartTag<String> WARNINGS = new PartTag<>(6, "Warnings");
  static final PartTag<String> NOTES = new PartTag<>(7, "Notes");

  /** Where a run leaves what others read. */
  private static final List<String> WRITTEN =
      List.of("digests", "runs", "scores", "site", "unscored");

  private final ReportConfig config;

  FinishRunFn(ReportConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<RawUnionValue>> run) throws IOException {
    Gathered all = Gathered.of(run.getValue());
    Folder output = config.output();
    List<DaySummary> days = all.getAll(DAYS);
    List<RunFailure> failures = new ArrayList<>(all.getAll(FAILURES));
    boolean undisturbed = failures.isEmpty();
    RetainedFiles retained = new RetainedFiles();
    DataLineage.read(config.ledger().toString());
    DataLineage.written(config.ledger().toString());
    WRITTEN.forEach(folder -> DataLineage.written(output + "/" + folder));
    List<String> damaged = new ArrayList<>();
    Prefilter filter = config.prefilter();
    FilterTotals filtered = null;
    // What was paid is told whatever cannot be written.
    try {
      if (undisturbed || days.stream().anyMatch(DaySummary::isComplete)) {
        Pages.publishDays(
            output, days.stream().map(DaySummary::getDate).toList(), retained, config.siteUrl());
      }
      damaged.addAll(Ledger.in(config.ledger()).closeAllIfNobodyAsks(config.runId()));
      if (filter != null) {
        filtered =
            filtered(filter, days, undisturbed && days.stream().allMatch(DaySummary::isComplete));
      }
    } catch (IOException e) {
      failures.add(RunFailure.of(FailureStage.PUBLISH, e));
    }
    List<LaneTally> tallies = all.getAll(TALLIES);
    RunReportBuilder report =
        new RunReportBuilder(config.runId(), config.startedAt())
            .withDays(days)
            .withFailures(failures)
            .withWarnings(all.getAll(WARNINGS).stream().distinct().sorted().toList())
            .withWarnings(config.warnings())
            .withWarnings(damaged)
            .withWarnings(retained.mended())
            .withNotes(all.getAll(NOTES))
            .withWarnings(
                retained.summary().stream()
                    .map(told -> Remedies.told(told, Remedy.REBUILD_PAGES))
                    .toList())
            .withWarnings(tallies.stream().flatMap(t -> t.getWarnings().stream()).toList())
            .withWarnings(
                filtered == null || filtered.ended() == null ? List.of() : List.of(ended(filtered)))
            .withPrefilter(filtered)
            .withPartialReason(capReached(tallies))
            .withLlm(
                LlmAccounts.of(
                    all.getAll(CALLS),
                    tallies,
                    all.getAll(FROM_LEDGER).stream().mapToLong(Long::longValue).sum(),
                    config.prices()))
            .withLlmDistributions(
                LlmDistributions.of(
                    sum(tallies, LaneTally::getLatencyMillis), sum(tallies, LaneTally::getQueue)));
    RunReports.writeOrCarry(
        output,
        report.build(Instant.now()),
        failure -> report.withFailures(List.of(failure)).build(Instant.now()));
  }

  /**
   * Keeps what the audit found. A run that did not come to its end decides nothing: the same
   * command goes on where it stopped, by the same filter.
   */
  private FilterTotals filtered(Prefilter filter, List<DaySummary> days, boolean whole)
      throws IOException {
    Map<String, DayAudit> audits = new TreeMap<>();
    for (DaySummary day : days) {
      DayAudit audit = day.getAudit();
      if (audit != null) {
        audits.put(day.getDate(), audit);
      }
    }
    return FilterTotals.of(
        filter,
        audits.isEmpty()
            ? filter.contract()
            : RecallContract.add(
                config.output(), filter.sha256(), filter.contract(), audits, whole),
        days);
  }

  private static String ended(FilterTotals filtered) {
    return Remedies.told(
        (filtered.used()
                ? "the pre-filter's promise is not kept, and everything is scored from the next run"
                    + " on: "
                : "the pre-filter was not used, everything is scored: ")
            + filtered.ended(),
        Remedy.LEARN_ANEW);
  }

  private @Nullable String capReached(List<LaneTally> tallies) {
    return tallies.stream().anyMatch(LaneTally::isCapReached)
        ? "the cost cap of $" + config.maxCostUsd() + " (--maxCostUsd) was reached"
        : null;
  }

  private static Spread sum(List<LaneTally> tallies, Function<LaneTally, Spread> which) {
    return tallies.stream().map(which).reduce(Spread.NONE, Spread::plus);
  }
}

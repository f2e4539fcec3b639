package org.paperbeam.pipeline.graph;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.failure.Remedy;
import org.paperbeam.join.Gathered;
import org.paperbeam.join.PartTag;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.lane.Spread;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.remedy.Remedies;
import org.paperbeam.pipeline.report.LlmDistributions;
import org.paperbeam.pipeline.report.LlmTotals;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.pipeline.report.RunReports;
import org.paperbeam.pipeline.settings.RunIds;
import org.paperbeam.publish.Usages;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.DayUsage;
import org.paperbeam.site.Pages;
import org.paperbeam.storage.FileFacts;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/**
 * Ends a run: the month pages and the site, the ledger's segment, and last of all the report, which
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

  /** A run that started so long ago and is still open was killed, or will not mind. */
  private static final Duration SURELY_DEAD = Duration.ofDays(7);

  private static final String DIGESTS = "digests/*/*.json";

  private final ReportConfig config;

  FinishRunFn(ReportConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<RawUnionValue>> run) throws IOException {
    Gathered all = Gathered.of(run.getValue());
    Folder output = config.output();
    List<DaySummary> days = all.getAll(DAYS);
    List<RunFailure> failures = all.getAll(FAILURES);
    RetainedFiles retained = new RetainedFiles();
    if (failures.isEmpty() || days.stream().anyMatch(DaySummary::isComplete)) {
      publishPages(output, retained, config.siteUrl());
    }
    Ledger ledger = Ledger.in(output.folder("ledger"));
    ledger.closeLeftBehind(RunIds.bound(config.startedAt().minus(SURELY_DEAD)), config.runId());
    List<LaneTally> tallies = all.getAll(TALLIES);
    RunReport report =
        new RunReportBuilder(config.runId(), config.startedAt())
            .withDays(days)
            .withFailures(failures)
            .withWarnings(all.getAll(WARNINGS))
            .withNotes(all.getAll(NOTES))
            .withWarnings(
                retained.summary().stream()
                    .map(told -> Remedies.told(told, Remedy.REBUILD_PAGES))
                    .toList())
            .withWarnings(tallies.stream().flatMap(t -> t.getWarnings().stream()).toList())
            .withPartialReason(capReached(tallies))
            .withLlm(totals(all, tallies))
            .withLlmDistributions(
                LlmDistributions.of(
                    sum(tallies, LaneTally::getLatencyMillis), sum(tallies, LaneTally::getQueue)))
            .build(Instant.now());
    RunReports.write(output, report);
  }

  /**
   * Builds what is made of all days, again if another run published a day meanwhile: of two runs at
   * once the one that ends last sees the days of both.
   */
  private static void publishPages(Folder output, RetainedFiles retained, @Nullable String siteUrl)
      throws IOException {
    SortedMap<String, FileFacts> before;
    SortedMap<String, FileFacts> after = output.facts(DIGESTS);
    do {
      before = after;
      Pages.publish(output, retained, siteUrl);
      after = output.facts(DIGESTS);
    } while (!after.equals(before));
  }

  private @Nullable String capReached(List<LaneTally> tallies) {
    return tallies.stream().anyMatch(LaneTally::isCapReached)
        ? "the cost cap of $" + config.maxCostUsd() + " (--maxCostUsd) was reached"
        : null;
  }

  private LlmTotals totals(Gathered all, List<LaneTally> tallies) {
    Usages usages = new Usages();
    all.getAll(CALLS).forEach(usages::add);
    DayUsage usage = usages.sum(config.runId(), config.price());
    Double prompt = usage.getPromptCostUsd();
    Double completion = usage.getCompletionCostUsd();
    return new LlmTotals(
        // A lane that was lost with its worker told nobody of its calls; those answered are known.
        Math.max(tallies.stream().mapToLong(LaneTally::getRequests).sum(), usage.getRequests()),
        tallies.stream().mapToLong(LaneTally::getRetries).sum(),
        tallies.stream().mapToLong(LaneTally::getRateLimited).sum(),
        all.getAll(FROM_LEDGER).stream().mapToLong(Long::longValue).sum(),
        usage.getPromptTokens(),
        usage.getCachedTokens(),
        usage.getCompletionTokens(),
        prompt == null || completion == null ? null : (Double) microDollars(prompt + completion),
        tallies.stream().mapToLong(LaneTally::getThrottledMillis).sum() / 1000.0);
  }

  private static Spread sum(List<LaneTally> tallies, Function<LaneTally, Spread> which) {
    return tallies.stream().map(which).reduce(Spread.NONE, Spread::plus);
  }

  /** A sum of binary fractions shows digits that mean nothing. */
  private static double microDollars(double usd) {
    return Math.round(usd * 1e6) / 1e6;
  }
}

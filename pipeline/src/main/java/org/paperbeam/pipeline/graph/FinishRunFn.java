package org.paperbeam.pipeline.graph;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.report.LlmDistributions;
import org.paperbeam.pipeline.report.LlmTotals;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.pipeline.report.RunReports;
import org.paperbeam.pipeline.settings.RunIds;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.publish.Usages;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.DayUsage;
import org.paperbeam.score.LaneTally;
import org.paperbeam.score.PaidCall;
import org.paperbeam.score.Spread;
import org.paperbeam.site.Pages;
import org.paperbeam.storage.FileFacts;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/**
 * Ends a run: the month pages and the site, the ledger's segment, and last of all the report, which
 * says that everything before it is there.
 */
final class FinishRunFn extends DoFn<KV<String, CoGbkResult>, Void> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<String> RUN_ID = new TupleTag<>("run_id") {};
  static final TupleTag<DaySummary> DAYS = new TupleTag<>("days") {};
  static final TupleTag<PaidCall> CALLS = new TupleTag<>("calls") {};
  static final TupleTag<LaneTally> TALLIES = new TupleTag<>("tallies") {};
  static final TupleTag<Long> FROM_LEDGER = new TupleTag<>("from_ledger") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};

  static final TupleTag<String> WARNINGS = new TupleTag<>("warnings") {};

  /** A run that started so long ago and is still open was killed, or will not mind. */
  private static final Duration SURELY_DEAD = Duration.ofDays(7);

  private static final String DIGESTS = "digests/*/*.json";

  private final RunSettings settings;

  FinishRunFn(RunSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void process(@Element KV<String, CoGbkResult> run) throws IOException {
    CoGbkResult all = run.getValue();
    Folder output = settings.output().folder();
    List<DaySummary> days = list(all.getAll(DAYS));
    List<RunFailure> failures = list(all.getAll(FAILURES));
    RetainedFiles retained = new RetainedFiles();
    if (failures.isEmpty() || days.stream().anyMatch(DaySummary::isComplete)) {
      publishPages(output, retained);
    }
    Ledger ledger = Ledger.in(output.folder("ledger"));
    ledger.close(settings.runId());
    ledger.closeLeftBehind(RunIds.bound(settings.startedAt().minus(SURELY_DEAD)), settings.runId());
    List<LaneTally> tallies = list(all.getAll(TALLIES));
    RunReport report =
        new RunReportBuilder(settings.runId(), settings.startedAt())
            .withDays(days)
            .withFailures(failures)
            .withWarnings(all.getAll(WARNINGS))
            .withWarnings(retained.summary().stream().toList())
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
  private static void publishPages(Folder output, RetainedFiles retained) throws IOException {
    SortedMap<String, FileFacts> before;
    SortedMap<String, FileFacts> after = output.facts(DIGESTS);
    do {
      before = after;
      Pages.publish(output, retained);
      after = output.facts(DIGESTS);
    } while (!after.equals(before));
  }

  private @Nullable String capReached(List<LaneTally> tallies) {
    return tallies.stream().anyMatch(LaneTally::isCapReached)
        ? "the cost cap of $" + settings.llm().limits().maxCostUsd() + " (--maxCostUsd) was reached"
        : null;
  }

  private LlmTotals totals(CoGbkResult all, List<LaneTally> tallies) {
    Usages usages = new Usages();
    all.getAll(CALLS).forEach(usages::add);
    DayUsage usage = usages.sum(settings.runId(), settings.llm().price());
    Double prompt = usage.getPromptCostUsd();
    Double completion = usage.getCompletionCostUsd();
    return new LlmTotals(
        // A lane that was lost with its worker told nobody of its calls; those answered are known.
        Math.max(tallies.stream().mapToLong(LaneTally::getRequests).sum(), usage.getRequests()),
        tallies.stream().mapToLong(LaneTally::getRetries).sum(),
        tallies.stream().mapToLong(LaneTally::getRateLimited).sum(),
        all.getOnly(FROM_LEDGER, 0L),
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

  private static <T> List<T> list(Iterable<T> values) {
    List<T> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }
}

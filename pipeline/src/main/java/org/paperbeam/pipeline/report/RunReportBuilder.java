package org.paperbeam.pipeline.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.remedy.Remedies;
import org.paperbeam.records.DaySummary;

/**
 * Builds a {@link RunReport} and derives its state: failed when there is a failure or a day whose
 * numbers do not add up; otherwise partial when a day is not complete; otherwise complete.
 */
public final class RunReportBuilder {
  private final String runId;
  private final Instant started;
  private final List<DaySummary> days = new ArrayList<>();
  private final List<RunFailure> failures = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();
  private LlmTotals llm = LlmTotals.none();
  private LlmDistributions distributions = LlmDistributions.NONE;
  private @Nullable FilterTotals prefilter;
  private @Nullable String partialReason;

  public RunReportBuilder(String runId, Instant started) {
    this.runId = runId;
    this.started = started;
  }

  /** Adds the numbers of dates, in any order; their warnings become the run's. */
  public RunReportBuilder withDays(Iterable<DaySummary> more) {
    more.forEach(days::add);
    return this;
  }

  /** Adds what went wrong; the first by stage and message becomes the reason. */
  public RunReportBuilder withFailures(Iterable<RunFailure> more) {
    more.forEach(failures::add);
    return this;
  }

  /** Adds warnings that belong to no day; each is told once. */
  public RunReportBuilder withWarnings(Iterable<String> more) {
    more.forEach(warnings::add);
    return this;
  }

  /** Adds sentences on where the listing is from. */
  public RunReportBuilder withNotes(Iterable<String> more) {
    more.forEach(notes::add);
    return this;
  }

  public RunReportBuilder withLlm(LlmTotals totals) {
    this.llm = totals;
    return this;
  }

  public RunReportBuilder withLlmDistributions(LlmDistributions measured) {
    this.distributions = measured;
    return this;
  }

  /** Says what the pre-filter did; null without one. */
  public RunReportBuilder withPrefilter(@Nullable FilterTotals totals) {
    this.prefilter = totals;
    return this;
  }

  /** Says why papers are left, e.g. that the cost cap was reached; told with their number. */
  public RunReportBuilder withPartialReason(@Nullable String reason) {
    this.partialReason = reason;
    return this;
  }

  /** The report of a run that ended at that time. */
  public RunReport build(Instant finished) {
    List<DaySummary> sorted = new ArrayList<>(days);
    sorted.sort(Comparator.comparing(DaySummary::getDate));
    Set<String> told = new LinkedHashSet<>();
    sorted.forEach(day -> told.addAll(day.getWarnings()));
    told.addAll(warnings);
    Optional<RunFailure> failure = failure(sorted);
    boolean open = sorted.stream().anyMatch(day -> !day.isComplete());
    RunState state =
        failure.isPresent() ? RunState.FAILED : open ? RunState.PARTIAL : RunState.COMPLETE;
    String reason = failure.map(Remedies::told).orElse(open ? partial(sorted) : null);
    FailureKind reasonKind = failure.map(RunFailure::getKind).orElse(null);
    return new RunReport(
        runId,
        started,
        finished,
        state,
        reason,
        reasonKind,
        sorted,
        llm,
        distributions,
        prefilter,
        new ArrayList<>(told),
        notes);
  }

  private Optional<RunFailure> failure(List<DaySummary> sorted) {
    return failures.stream()
        .sorted(Comparator.comparing(RunFailure::getStage).thenComparing(RunFailure::getMessage))
        .findFirst()
        .or(() -> sorted.stream().flatMap(day -> imbalance(day).stream()).findFirst());
  }

  /** Why a day's numbers do not add up, or empty when they do. */
  private static Optional<RunFailure> imbalance(DaySummary day) {
    long accounted =
        day.getDuplicates()
            + day.getHIndexFiltered()
            + day.getTitleFiltered()
            + day.getPrefiltered()
            + day.getBelowCutoff()
            + day.getSelected()
            + day.getUnscored();
    return accounted == day.getListed()
        ? Optional.empty()
        : Optional.of(
            RunFailure.of(
                FailureStage.JOB,
                FailureKind.UNKNOWN,
                String.format(
                    "the numbers of %s do not add up: %d listed, %d accounted for; this is a bug"
                        + " of Paperbeam",
                    day.getDate(), day.getListed(), accounted)));
  }

  private String partial(List<DaySummary> sorted) {
    long papers = sorted.stream().mapToLong(DaySummary::getUnscored).sum();
    long open = sorted.stream().filter(day -> !day.isComplete()).count();
    String left =
        String.format(
            "%d %s of %d %s %s not scored, see unscored/",
            papers,
            papers == 1 ? "paper" : "papers",
            open,
            open == 1 ? "day" : "days",
            papers == 1 ? "is" : "are");
    return partialReason == null ? left : partialReason + ": " + left;
  }
}

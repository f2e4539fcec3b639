package org.paperbeam.pipeline.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.estimate.CallCount;
import org.paperbeam.estimate.DayEstimate;
import org.paperbeam.estimate.ShortestTime;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.money.Price;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.remedy.Remedies;

/** Builds an {@link EstimateReport}: adds the days up, and works out money and time. */
public final class EstimateReportBuilder {
  private final String runId;
  private final Instant started;
  private final String model;
  private final @Nullable Price price;
  private final LimitConfig limits;
  private final List<DayEstimate> days = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  /**
   * For a run with that model, price and limits.
   *
   * @param price null when the model's is unknown, and then every cost is
   */
  public EstimateReportBuilder(
      String runId, Instant started, String model, @Nullable Price price, LimitConfig limits) {
    this.runId = runId;
    this.started = started;
    this.model = model;
    this.price = price;
    this.limits = limits;
  }

  /** Adds dates, in any order; their warnings become the report's. */
  public EstimateReportBuilder withDays(Iterable<DayEstimate> more) {
    more.forEach(days::add);
    return this;
  }

  /** Adds what went wrong; the first message becomes the reason. */
  public EstimateReportBuilder withFailures(Iterable<RunFailure> more) {
    more.forEach(failure -> failures.add(Remedies.told(failure)));
    return this;
  }

  /** Adds warnings that belong to no day; each is told once. */
  public EstimateReportBuilder withWarnings(Iterable<String> more) {
    more.forEach(warnings::add);
    return this;
  }

  /** The report. */
  public EstimateReport build() {
    days.sort(Comparator.comparing(DayEstimate::getDate));
    Set<String> told = new LinkedHashSet<>();
    days.forEach(day -> told.addAll(day.getWarnings()));
    told.addAll(warnings);
    RunState state = failures.isEmpty() ? RunState.COMPLETE : RunState.FAILED;
    return new EstimateReport(
        runId,
        started.toString(),
        state.label(),
        failures.stream().sorted().findFirst().orElse(null),
        model,
        days.stream().map(this::day).toList(),
        interval(days),
        List.copyOf(told));
  }

  private EstimateReport.Day day(DayEstimate day) {
    return new EstimateReport.Day(
        day.getDate(),
        day.getKind().label(),
        day.getPapers(),
        day.getFromLedger(),
        day.getToAsk(),
        interval(List.of(day)));
  }

  private EstimateReport.Interval interval(List<DayEstimate> some) {
    return new EstimateReport.Interval(
        needs(some, DayEstimate::getLikely),
        needs(some, DayEstimate::getLeast),
        needs(some, DayEstimate::getMost));
  }

  private EstimateReport.Needs needs(
      List<DayEstimate> some, Function<DayEstimate, CallCount> which) {
    CallCount calls = some.stream().map(which).reduce(CallCount.NONE, CallCount::plus);
    ShortestTime shortest = ShortestTime.of(calls, limits);
    return new EstimateReport.Needs(
        calls.getRequests(),
        calls.getPromptTokens(),
        calls.getCachedTokens(),
        calls.getCompletionTokens(),
        costUsd(calls),
        shortest.time().toMillis() / 1000.0,
        shortest.limit());
  }

  /** No call costs nothing, whatever the model. */
  private @Nullable Double costUsd(CallCount calls) {
    if (calls.getRequests() == 0) {
      return 0.0;
    }
    if (price == null) {
      return null;
    }
    return price
        .cost(calls.getPromptTokens(), calls.getCachedTokens(), calls.getCompletionTokens())
        .totalUsd()
        .doubleValue();
  }
}

package org.paperbeam.pipeline.report;

import java.time.Instant;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.records.DaySummary;

/**
 * What a run did; the components are the fields of the file. Immutable.
 *
 * @param reason one line that says why the state is not complete; null when it is
 * @param reasonKind the kind of the failure that is the reason; null when no failure is
 * @param days in the order of their dates; read from a file they have neither entries nor warnings
 * @param prefilter what the pre-filter did; null without one
 * @param warnings one sentence each
 * @param notes one sentence each on where the listing is from
 */
public record RunReport(
    String runId,
    Instant started,
    Instant finished,
    RunState state,
    @Nullable String reason,
    @Nullable FailureKind reasonKind,
    List<DaySummary> days,
    LlmTotals llm,
    LlmDistributions llmDistributions,
    @Nullable FilterTotals prefilter,
    List<String> warnings,
    List<String> notes) {

  public RunReport {
    days = List.copyOf(days);
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
  }
}

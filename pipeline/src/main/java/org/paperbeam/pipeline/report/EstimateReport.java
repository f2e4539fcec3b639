package org.paperbeam.pipeline.report;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a run would take; the components are the fields of the file.
 *
 * @param started UTC, ISO
 * @param state {@code complete} or {@code failed}
 * @param reason why there is no estimate; null when there is one
 * @param days in order
 * @param total all days together
 */
public record EstimateReport(
    String runId,
    String started,
    String state,
    @Nullable String reason,
    String model,
    List<Day> days,
    Interval total,
    List<String> warnings) {

  /**
   * One date.
   *
   * @param kind as in the run report
   * @param papers each once; those that are decided without the LLM included
   * @param fromLedger papers that the ledger decides
   * @param toAsk papers that the LLM has to be asked about
   */
  public record Day(
      String date, String kind, long papers, long fromLedger, long toAsk, Interval estimate) {}

  /** The likely numbers, and the ends between which nineteen of twenty runs are. */
  public record Interval(Needs likely, Needs least, Needs most) {}

  /**
   * What calls use.
   *
   * @param costUsd US dollars; null when the model's price is unknown, which is not 0
   * @param shortestSeconds the shortest possible time under the limits
   * @param tightestLimit the limit that makes it so long
   */
  public record Needs(
      long requests,
      long promptTokens,
      long cachedTokens,
      long completionTokens,
      @Nullable Double costUsd,
      double shortestSeconds,
      String tightestLimit) {}

  /** Whether there is an estimate. */
  boolean isComplete() {
    return reason == null;
  }

  /** 0 with an estimate, 1 without. */
  public int exitCode() {
    return isComplete() ? RunState.COMPLETE.exitCode() : RunState.FAILED.exitCode();
  }
}

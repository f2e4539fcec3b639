package org.paperbeam.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.DayKind;
import org.paperbeam.records.DaySummary;
import org.paperbeam.storage.Folder;

/** What a person reads at the end of a run: state, numbers of the days, cost, what to do. */
public final class RunSummary {
  private static final List<String> HEAD =
      List.of("date", "listed", "repeated", "filtered", "below", "selected", "unscored", "");

  private RunSummary() {}

  /** The summary's lines. */
  public static List<String> lines(RunReport report, Folder output) {
    List<String> lines = new ArrayList<>();
    if (!report.days().isEmpty()) {
      lines.addAll(table(report.days()));
      lines.add("");
    }
    report.warnings().forEach(warning -> lines.add("warning: " + warning));
    report.notes().forEach(note -> lines.add("listing: " + note));
    lines.add(state(report));
    lines.add(cost(report.llm()));
    fallback(report.llm()).ifPresent(lines::add);
    rescored(report.llm()).ifPresent(lines::add);
    if (report.prefilter() != null) {
      lines.add(report.prefilter().line());
    }
    next(report, output).ifPresent(lines::add);
    lines.add("report: " + output + "/" + RunReports.path(report.runId()));
    return lines;
  }

  /** What to do next; nothing where there is nothing to read yet. */
  private static Optional<String> next(RunReport report, Folder output) {
    boolean ahead =
        report.days().stream().allMatch(day -> day.getKind() == DayKind.NOT_ANNOUNCED_YET);
    return switch (report.state()) {
      case COMPLETE ->
          ahead && !report.days().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  "read: " + output + "/digests/, or open " + output + "/site/index.html");
      case PARTIAL ->
          Optional.of(
              "the digests say what is missing; the same command asks for the missing papers only"
                  + " (see "
                  + output
                  + "/unscored/)");
      case FAILED ->
          Optional.of(
              "no digest is published for days that are not complete; put right what the reason"
                  + " names and give the same command: it pays only for what is missing");
    };
  }

  private static String state(RunReport report) {
    return report.state().label() + (report.reason() == null ? "" : ": " + report.reason());
  }

  private static Optional<String> fallback(LlmTotals llm) {
    LlmTotals.FallbackTotals fallback = llm.fallback();
    return fallback == null || fallback.requests() == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "of these %,d LLM calls of %s, which took over, %,d + %,d tokens, %s",
                fallback.requests(),
                fallback.model(),
                fallback.promptTokens(),
                fallback.completionTokens(),
                usd(fallback.costUsd())));
  }

  private static Optional<String> rescored(LlmTotals llm) {
    LlmTotals.Rescored rescored = llm.rescored();
    return rescored == null
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%,d %s near a cut-off asked about again, %,d %s changed",
                rescored.papers(),
                rescored.papers() == 1 ? "paper" : "papers",
                rescored.decisionsChanged(),
                rescored.decisionsChanged() == 1 ? "decision" : "decisions"));
  }

  private static String usd(@Nullable Double cost) {
    return cost == null ? "cost unknown" : String.format(Locale.ROOT, "$%.4f", cost);
  }

  private static String cost(LlmTotals llm) {
    if (llm.requests() == 0) {
      return "no LLM call"
          + (llm.answersFromLedger() == 0
              ? ""
              : String.format(
                  Locale.ROOT, "; %,d answers were paid for before", llm.answersFromLedger()));
    }
    return String.format(
        Locale.ROOT,
        "%,d LLM calls, %,d answers from the ledger, %,d + %,d tokens, %s",
        llm.requests(),
        llm.answersFromLedger(),
        llm.promptTokens(),
        llm.completionTokens(),
        usd(llm.costUsd()));
  }

  private static List<String> table(List<DaySummary> days) {
    List<List<String>> rows = new ArrayList<>();
    for (DaySummary day : days) {
      rows.add(
          List.of(
              day.getDate(),
              number(day.getListed()),
              number(day.getDuplicates()),
              number(day.getHIndexFiltered() + day.getTitleFiltered() + day.getPrefiltered()),
              number(day.getBelowCutoff()),
              number(day.getSelected()),
              number(day.getUnscored()),
              remark(day)));
    }
    return Table.lines(HEAD, rows);
  }

  private static String remark(DaySummary day) {
    return switch (day.getKind()) {
      case ANNOUNCED -> day.isComplete() ? "" : "not complete";
      case HOLIDAY -> "holiday";
      case WEEKEND -> "weekend";
      case NOT_ANNOUNCED_YET -> "not out yet";
    };
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}

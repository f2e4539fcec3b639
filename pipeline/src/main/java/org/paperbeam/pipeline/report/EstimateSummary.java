package org.paperbeam.pipeline.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.pipeline.report.EstimateReport.Needs;
import org.paperbeam.storage.Folder;

/** What a person reads of an estimate: the days, the sum with its interval, the time. */
public final class EstimateSummary {
  private static final List<String> HEAD =
      List.of("date", "papers", "ledger", "to ask", "requests", "tokens in", "out", "cost", "time");

  private EstimateSummary() {}

  /** The summary's lines. */
  public static List<String> lines(EstimateReport report, Folder output) {
    List<String> lines = new ArrayList<>();
    if (report.isComplete()) {
      lines.addAll(Table.lines(HEAD, rows(report)));
      lines.add("");
      lines.addAll(sum(report.total()));
    }
    report.warnings().forEach(warning -> lines.add("warning: " + warning));
    if (!report.isComplete()) {
      lines.add(report.state() + ": " + report.reason());
    }
    lines.add("report: " + output + "/" + EstimateReports.path(report.runId()));
    return lines;
  }

  private static List<List<String>> rows(EstimateReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (EstimateReport.Day day : report.days()) {
      rows.add(
          row(day.date(), day.papers(), day.fromLedger(), day.toAsk(), day.estimate().likely()));
    }
    if (report.days().size() > 1) {
      rows.add(
          row(
              "in all",
              report.days().stream().mapToLong(EstimateReport.Day::papers).sum(),
              report.days().stream().mapToLong(EstimateReport.Day::fromLedger).sum(),
              report.days().stream().mapToLong(EstimateReport.Day::toAsk).sum(),
              report.total().likely()));
    }
    return rows;
  }

  private static List<String> row(
      String name, long papers, long fromLedger, long toAsk, Needs needs) {
    return List.of(
        name,
        number(papers),
        number(fromLedger),
        number(toAsk),
        number(needs.requests()),
        number(needs.promptTokens()),
        number(needs.completionTokens()),
        usd(needs.costUsd()),
        time(needs.shortestSeconds()));
  }

  private static List<String> sum(EstimateReport.Interval total) {
    Needs likely = total.likely();
    if (likely.requests() == 0) {
      return List.of("no LLM call, no cost");
    }
    Needs least = total.least();
    Needs most = total.most();
    return List.of(
        String.format(
            Locale.ROOT,
            "requests %,d (%,d to %,d), prompt tokens %,d (%,d to %,d), completion tokens %,d (%,d"
                + " to %,d)",
            likely.requests(),
            least.requests(),
            most.requests(),
            likely.promptTokens(),
            least.promptTokens(),
            most.promptTokens(),
            likely.completionTokens(),
            least.completionTokens(),
            most.completionTokens()),
        likely.costUsd() == null
            ? "cost unknown: the model is not in the price table"
            : "cost "
                + usd(likely.costUsd())
                + " ("
                + usd(least.costUsd())
                + " to "
                + usd(most.costUsd())
                + ")",
        "shortest time "
            + time(likely.shortestSeconds())
            + ", as "
            + likely.tightestLimit()
            + " allow");
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String usd(@Nullable Double usd) {
    return usd == null ? "unknown" : String.format(Locale.ROOT, "$%.4f", usd);
  }

  private static String time(double seconds) {
    Duration time = Duration.ofSeconds((long) Math.ceil(seconds));
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}

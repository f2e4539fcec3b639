package org.paperbeam.pipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paperbeam.lane.Spread;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.paper.DayKind;
import org.paperbeam.records.DaySummary;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/** Writes and reads run reports, {@code runs/RUN_ID.json} in an output folder. */
public final class RunReports {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunReports() {}

  /** The report's path in the output folder. */
  public static String path(String runId) {
    return "runs/" + runId + ".json";
  }

  /**
   * Writes the report, whole or not at all; over an earlier one of the same run only. Where that
   * one may not be replaced it stays: the runner did the run's last step twice.
   *
   * @throws IOException also when another run took the same id
   */
  public static void write(Folder output, RunReport report) throws IOException {
    String path = path(report.runId());
    boolean written = false;
    while (!written) {
      StoredFile before = output.find(path);
      if (before != null && !fromJson(before.text()).started().equals(report.started())) {
        throw new IOException(
            output + "/" + path + " is the report of another run: run the command again");
      }
      try {
        written = output.writeIf(WriteCondition.unchangedSince(before), path, toJson(report));
      } catch (RetainedException e) {
        if (before == null) {
          throw e;
        }
        written = true;
      }
    }
  }

  /**
   * Reads a run's report; empty when the run wrote none.
   *
   * @throws IOException when it cannot be read or is no report
   */
  public static Optional<RunReport> read(Folder output, String runId) throws IOException {
    String text = output.readIfPresent(path(runId));
    return text == null ? Optional.empty() : Optional.of(fromJson(text));
  }

  /** The report as the file holds it, ended by a line break. */
  static String toJson(RunReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("run_id", report.runId());
    root.put("started", report.started().toString());
    root.put("finished", report.finished().toString());
    root.put("state", report.state().label());
    root.put("reason", report.reason());
    root.put("reason_kind", report.reasonKind() == null ? null : report.reasonKind().label());
    ArrayNode days = root.putArray("days");
    report.days().forEach(day -> days.add(day(day)));
    root.set("llm", llm(report.llm()));
    ObjectNode distributions = root.putObject("llm_distributions");
    distributions.set("latency_ms", spread(report.llm().latencyMillis()));
    distributions.set("queue", spread(report.llm().queue()));
    ArrayNode warnings = root.putArray("warnings");
    report.warnings().forEach(warnings::add);
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    try {
      return JSON.writer(
                  new DefaultPrettyPrinter()
                      .withObjectIndenter(indenter)
                      .withArrayIndenter(indenter))
              .writeValueAsString(root)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }

  private static ObjectNode day(DaySummary day) {
    return JSON.createObjectNode()
        .put("date", day.getDate())
        .put("kind", day.getKind().label())
        .put("listed", day.getListed())
        .put("duplicates", day.getDuplicates())
        .put("author_matches", day.getAuthorMatches())
        .put("h_index_filtered", day.getHIndexFiltered())
        .put("title_filtered", day.getTitleFiltered())
        .put("prefiltered", day.getPrefiltered())
        .put("below_cutoff", day.getBelowCutoff())
        .put("selected", day.getSelected())
        .put("unscored", day.getUnscored())
        .put("complete", day.isComplete());
  }

  private static ObjectNode llm(LlmTotals llm) {
    return JSON.createObjectNode()
        .put("requests", llm.requests())
        .put("retries", llm.retries())
        .put("rate_limited", llm.rateLimited())
        .put("answers_from_ledger", llm.answersFromLedger())
        .put("prompt_tokens", llm.promptTokens())
        .put("cached_tokens", llm.cachedTokens())
        .put("completion_tokens", llm.completionTokens())
        .put("cost_usd", llm.costUsd())
        .put("seconds_throttled", llm.secondsThrottled());
  }

  private static ObjectNode spread(Spread spread) {
    return JSON.createObjectNode()
        .put("count", spread.getCount())
        .put("mean", Math.round(spread.mean() * 10) / 10.0)
        .put("sum", spread.getSum())
        .put("min", spread.getMin())
        .put("max", spread.getMax());
  }

  private static Spread readSpread(JsonNode spread) {
    return Spread.of(
        spread.path("count").longValue(),
        spread.path("sum").longValue(),
        spread.path("min").longValue(),
        spread.path("max").longValue());
  }

  /** The report of a file's text; the days' entries are not in it and come back as listed. */
  static RunReport fromJson(String text) throws IOException {
    JsonNode root = JSON.readTree(text);
    try {
      List<DaySummary> days = new ArrayList<>();
      root.required("days").forEach(node -> days.add(readDay(node)));
      List<String> warnings = new ArrayList<>();
      root.required("warnings").forEach(node -> warnings.add(node.textValue()));
      return new RunReport(
          root.required("run_id").textValue(),
          Instant.parse(root.required("started").textValue()),
          Instant.parse(root.required("finished").textValue()),
          RunState.ofLabel(root.required("state").textValue()),
          root.required("reason").textValue(),
          reasonKind(root.path("reason_kind").textValue()),
          days,
          readLlm(root.required("llm"), root.path("llm_distributions")),
          warnings);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new IOException("not a run report: " + e.getMessage(), e);
    }
  }

  /** Null for no failure, and in reports from before there were kinds. */
  private static @Nullable FailureKind reasonKind(@Nullable String label) {
    return label == null ? null : FailureKind.ofLabel(label);
  }

  private static DaySummary readDay(JsonNode day) {
    return DaySummary.builder()
        .setDate(day.required("date").textValue())
        .setKind(DayKind.valueOf(day.required("kind").textValue().toUpperCase(Locale.ROOT)))
        .setEntries(day.required("listed").longValue())
        .setListed(day.required("listed").longValue())
        .setDuplicates(day.required("duplicates").longValue())
        .setAuthorMatches(day.required("author_matches").longValue())
        .setHIndexFiltered(day.required("h_index_filtered").longValue())
        .setTitleFiltered(day.required("title_filtered").longValue())
        .setPrefiltered(day.required("prefiltered").longValue())
        .setBelowCutoff(day.required("below_cutoff").longValue())
        .setSelected(day.required("selected").longValue())
        .setUnscored(day.required("unscored").longValue())
        .setComplete(day.required("complete").booleanValue())
        .setWarnings(List.of())
        .build();
  }

  private static LlmTotals readLlm(JsonNode llm, JsonNode distributions) {
    JsonNode cost = llm.required("cost_usd");
    return new LlmTotals(
        llm.required("requests").longValue(),
        llm.required("retries").longValue(),
        llm.required("rate_limited").longValue(),
        llm.required("answers_from_ledger").longValue(),
        llm.required("prompt_tokens").longValue(),
        llm.required("cached_tokens").longValue(),
        llm.required("completion_tokens").longValue(),
        cost.isNull() ? null : cost.doubleValue(),
        llm.required("seconds_throttled").doubleValue(),
        readSpread(distributions.path("latency_ms")),
        readSpread(distributions.path("queue")));
  }
}

package org.paperbeam.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.paperbeam.paper.DayKind;

/** {@code day.json} of a day; unknown is null, unknown fields are passed over. */
public final class ManifestJson {
  private ManifestJson() {}

  /** The whole file. */
  public static String write(DayManifest day) {
    return JsonText.pretty(toNode(day));
  }

  /** The manifest as a tree, for files that hold more. */
  public static ObjectNode toNode(DayManifest day) {
    return JsonText.object()
        .put("date", day.getDate())
        .put("kind", day.getKind().label())
        .put("entries", day.getEntries())
        .put("listed", day.getListed())
        .put("duplicates", day.getDuplicates())
        .<ObjectNode>set("warnings", JsonText.array(day.getWarnings()))
        .put("scorer", day.getScorer())
        .put("model", day.getModel())
        .put("min_relevance", day.getMinRelevance())
        .put("min_novelty", day.getMinNovelty())
        .put("reason", day.getReason())
        .<ObjectNode>set("usage", usage(day.getUsage()))
        .put("generated", day.getGenerated())
        .put("run_id", day.getRunId())
        .put("prompt_sha256", day.getPromptSha256())
        .put("prompt", day.getPrompt())
        .put("topics", day.getTopics());
  }

  /** Reads the file; throws {@link IllegalArgumentException} that says what is wrong with it. */
  public static DayManifest read(String text) {
    return fromNode(JsonText.parse(text));
  }

  /** Reads a manifest; throws {@link IllegalArgumentException} that says what is wrong with it. */
  public static DayManifest fromNode(JsonNode node) {
    String date = JsonText.text(node, "date");
    return DayManifest.builder()
        .setDate(date)
        .setKind(kind(JsonText.text(node, "kind")))
        .setEntries(JsonText.number(node, "entries"))
        .setListed(JsonText.number(node, "listed"))
        .setDuplicates(JsonText.number(node, "duplicates"))
        .setWarnings(JsonText.texts(node, "warnings"))
        .setScorer(JsonText.text(node, "scorer"))
        .setModel(JsonText.textOrNull(node, "model"))
        .setMinRelevance(JsonText.integer(node, "min_relevance"))
        .setMinNovelty(JsonText.integer(node, "min_novelty"))
        .setReason(JsonText.textOrNull(node, "reason"))
        .setUsage(usage(date, node.path("usage")))
        .setGenerated(time(JsonText.text(node, "generated")))
        .setRunId(JsonText.text(node, "run_id"))
        .setPromptSha256(JsonText.textOrNull(node, "prompt_sha256"))
        .setPrompt(JsonText.textOrNull(node, "prompt"))
        .setTopics(JsonText.textOrNull(node, "topics"))
        .build();
  }

  private static ObjectNode usage(DayUsage usage) {
    return JsonText.object()
        .put("requests", usage.getRequests())
        .put("prompt_tokens", usage.getPromptTokens())
        .put("cached_tokens", usage.getCachedTokens())
        .put("completion_tokens", usage.getCompletionTokens())
        .put("prompt_cost_usd", usage.getPromptCostUsd())
        .put("completion_cost_usd", usage.getCompletionCostUsd());
  }

  private static DayUsage usage(String date, JsonNode node) {
    return DayUsage.builder()
        .setDate(date)
        .setRequests(JsonText.number(node, "requests"))
        .setPromptTokens(JsonText.number(node, "prompt_tokens"))
        .setCachedTokens(JsonText.number(node, "cached_tokens"))
        .setCompletionTokens(JsonText.number(node, "completion_tokens"))
        .setPromptCostUsd(JsonText.decimalOrNull(node, "prompt_cost_usd"))
        .setCompletionCostUsd(JsonText.decimalOrNull(node, "completion_cost_usd"))
        .build();
  }

  private static DayKind kind(String label) {
    try {
      return DayKind.valueOf(label.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown kind of day '" + label + "'", e);
    }
  }

  private static String time(String text) {
    try {
      Instant.parse(text);
      return text;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("field 'generated' is no time: " + text, e);
    }
  }
}

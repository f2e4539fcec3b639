package org.paperbeam.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An entry as one line of JSON. */
final class LedgerJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LedgerJson() {}

  static String write(LedgerEntry entry) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("id", entry.getId())
            .put("run_id", entry.getRunId())
            .put("answered_at", entry.getAnsweredAt())
            .put("stage", entry.getStage())
            .put("date", entry.getDate())
            .put("model", entry.getModel())
            .put("prompt_sha256", entry.getPromptSha256());
    writePapers(line, entry.getPapers());
    if (entry.isBatch()) {
      line.put("batch", true);
    }
    return line.put("finish_reason", entry.getFinishReason())
        .put("text", entry.getText())
        .put("prompt_tokens", entry.getPromptTokens())
        .put("cached_tokens", entry.getCachedTokens())
        .put("completion_tokens", entry.getCompletionTokens())
        .put("counted_tokens", entry.getCountedTokens())
        .toString();
  }

  /** Empty for a line that is no whole entry, e.g. one that a crash tore. */
  static Optional<LedgerEntry> read(String text) {
    try {
      JsonNode line = JSON.readTree(text);
      if (line == null || !line.isObject() || !line.hasNonNull("completion_tokens")) {
        return Optional.empty();
      }
      return Optional.of(
          LedgerEntry.builder()
              .setId(line.path("id").asText())
              .setRunId(line.path("run_id").asText())
              .setAnsweredAt(line.path("answered_at").asText())
              .setStage(line.path("stage").asText())
              .setDate(line.path("date").asText())
              .setModel(line.path("model").asText())
              .setPromptSha256(line.path("prompt_sha256").asText())
              .setPapers(readPapers(line))
              .setBatch(line.path("batch").asBoolean(false))
              .setFinishReason(line.path("finish_reason").asText())
              .setText(line.path("text").asText())
              .setPromptTokens(line.path("prompt_tokens").asLong())
              .setCachedTokens(line.path("cached_tokens").asLong())
              .setCompletionTokens(line.path("completion_tokens").asLong())
              .setCountedTokens(line.path("counted_tokens").asLong())
              .build());
    } catch (JsonProcessingException torn) {
      return Optional.empty();
    }
  }

  static void writePapers(ObjectNode node, List<AskedPaper> asked) {
    ArrayNode papers = node.putArray("papers");
    for (AskedPaper paper : asked) {
      papers.addObject().put("arxiv_id", paper.getArxivId()).put("key", paper.getKey());
    }
  }

  static List<AskedPaper> readPapers(JsonNode node) {
    List<AskedPaper> papers = new ArrayList<>();
    for (JsonNode paper : node.path("papers")) {
      papers.add(AskedPaper.of(paper.path("arxiv_id").asText(), paper.path("key").asText()));
    }
    return List.copyOf(papers);
  }
}

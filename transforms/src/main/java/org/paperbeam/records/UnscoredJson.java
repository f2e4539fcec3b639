package org.paperbeam.records;

import com.fasterxml.jackson.databind.JsonNode;

/** A dead letter of {@code unscored/} as one JSON line; unknown fields are passed over. */
public final class UnscoredJson {
  private UnscoredJson() {}

  /** One line, without a line feed. */
  public static String write(UnscoredPaper paper) {
    return JsonText.line(
        JsonText.object()
            .put("arxiv_id", paper.getArxivId())
            .put("date", paper.getDate())
            .put("title", paper.getTitle())
            .put("stage", paper.getStage())
            .put("cause", paper.getCause())
            .put("attempts", paper.getAttempts())
            .put("raw_answer", paper.getRawAnswer())
            .put("run_id", paper.getRunId()));
  }

  /** Reads one line; throws {@link IllegalArgumentException} that says what is wrong with it. */
  public static UnscoredPaper read(String line) {
    return fromNode(JsonText.parse(line));
  }

  /**
   * Reads a dead letter; throws {@link IllegalArgumentException} that says what is wrong with it.
   */
  public static UnscoredPaper fromNode(JsonNode node) {
    return UnscoredPaper.builder()
        .setArxivId(JsonText.text(node, "arxiv_id"))
        .setDate(JsonText.text(node, "date"))
        .setTitle(JsonText.text(node, "title"))
        .setStage(JsonText.text(node, "stage"))
        .setCause(JsonText.text(node, "cause"))
        .setAttempts(JsonText.integer(node, "attempts"))
        .setRawAnswer(JsonText.textOrNull(node, "raw_answer"))
        .setRunId(JsonText.text(node, "run_id"))
        .build();
  }
}

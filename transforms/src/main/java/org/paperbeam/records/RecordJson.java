package org.paperbeam.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

/**
 * A record of {@code scores/} as JSON: every field always there, in one order, unknown is null. The
 * score is written for readers and worked out again when read; unknown fields are passed over.
 */
public final class RecordJson {
  private RecordJson() {}

  /** One line, without a line feed. */
  public static String write(PaperRecord record) {
    return JsonText.line(toNode(record));
  }

  /** The record as a tree, for files that hold more than one. */
  public static ObjectNode toNode(PaperRecord record) {
    ListedPaper paper = record.getPaper();
    Outcome outcome = record.getOutcome();
    return JsonText.object()
        .put("arxiv_id", paper.getArxivId())
        .put("version", paper.getVersion())
        .put("date", paper.getDate())
        .put("date_basis", paper.getDateBasis().label())
        .put("announce_type", paper.getAnnounceType().label())
        .put("title", paper.getTitle())
        .<ObjectNode>set("authors", JsonText.array(paper.getAuthors()))
        .put("abstract", paper.getAbstractText())
        .<ObjectNode>set("categories", JsonText.array(paper.getCategories()))
        .put("submitted", paper.getSubmitted())
        .put("outcome", outcome == null ? null : outcome.label())
        .put("author_match", record.getAuthorMatch())
        .put("max_h_index", record.getMaxHIndex())
        .put("relevance", record.getRelevance())
        .put("novelty", record.getNovelty())
        .put("score", record.score())
        .put("comment", record.getComment())
        .put("model", record.getModel())
        .put("prompt_sha256", record.getPromptSha256())
        .put("scored_at", record.getScoredAt())
        .put("run_id", record.getRunId());
  }

  /** Reads one line; throws {@link IllegalArgumentException} that says what is wrong with it. */
  public static PaperRecord read(String line) {
    return fromNode(JsonText.parse(line));
  }

  /** Reads a record; throws {@link IllegalArgumentException} that says what is wrong with it. */
  public static PaperRecord fromNode(JsonNode node) {
    String outcome = JsonText.textOrNull(node, "outcome");
    return PaperRecord.builder()
        .setPaper(paper(node))
        .setOutcome(outcome == null ? null : outcome(outcome))
        .setAuthorMatch(node.path("author_match").asBoolean())
        .setMaxHIndex(JsonText.integerOrNull(node, "max_h_index"))
        .setRelevance(JsonText.integerOrNull(node, "relevance"))
        .setNovelty(JsonText.integerOrNull(node, "novelty"))
        .setComment(JsonText.textOrNull(node, "comment"))
        .setModel(JsonText.textOrNull(node, "model"))
        .setPromptSha256(JsonText.textOrNull(node, "prompt_sha256"))
        .setScoredAt(JsonText.textOrNull(node, "scored_at"))
        .setRunId(JsonText.textOrNull(node, "run_id"))
        .build();
  }

  private static ListedPaper paper(JsonNode node) {
    return ListedPaper.builder()
        .setArxivId(JsonText.text(node, "arxiv_id"))
        .setVersion(JsonText.integer(node, "version"))
        .setDate(JsonText.text(node, "date"))
        .setDateBasis(dateBasis(JsonText.text(node, "date_basis")))
        .setAnnounceType(announceType(JsonText.text(node, "announce_type")))
        .setTitle(JsonText.text(node, "title"))
        .setAuthors(JsonText.texts(node, "authors"))
        .setAbstractText(JsonText.text(node, "abstract"))
        .setCategories(JsonText.texts(node, "categories"))
        .setSubmitted(JsonText.textOrNull(node, "submitted"))
        .build();
  }

  private static Outcome outcome(String label) {
    try {
      return Outcome.ofLabel(label);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown outcome '" + label + "'", e);
    }
  }

  private static AnnounceType announceType(String label) {
    return AnnounceType.ofLabel(label)
        .orElseThrow(() -> new IllegalArgumentException("unknown announce_type '" + label + "'"));
  }

  private static DateBasis dateBasis(String label) {
    for (DateBasis basis : DateBasis.values()) {
      if (basis.label().equals(label)) {
        return basis;
      }
    }
    throw new IllegalArgumentException("unknown date_basis '" + label + "'");
  }
}

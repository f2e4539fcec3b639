package org.paperbeam.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.JsonText;
import org.paperbeam.records.ManifestJson;
import org.paperbeam.records.RecordJson;

/**
 * A day's digest as JSON: what Markdown and pages are made from. The day's facts as in {@code
 * day.json}, then {@code notices}, {@code totals}, and {@code papers} (records as in {@code
 * scores/}), best first; when there are papers without a score, {@code unscored} says why.
 */
public final class DigestJson {
  private DigestJson() {}

  /** The whole file. */
  public static String write(Digest digest) {
    ObjectNode node = ManifestJson.toNode(digest.day());
    node.put("complete", digest.summary().isComplete());
    ArrayNode notices = node.putArray("notices");
    for (Notice notice : digest.notices()) {
      notices
          .addObject()
          .put("kind", notice.kind().name().toLowerCase(Locale.ROOT))
          .put("text", notice.text());
    }
    node.set("totals", totals(digest));
    ArrayNode below = node.putArray("below_cutoff_scores");
    for (ScoreCount count : digest.below()) {
      below.addArray().add(count.relevance()).add(count.novelty()).add(count.papers());
    }
    ArrayNode papers = node.putArray("papers");
    digest.papers().forEach(paper -> papers.add(RecordJson.toNode(paper)));
    if (!digest.unscored().isEmpty()) {
      ArrayNode unscored = node.putArray("unscored");
      for (Digest.Unscored paper : digest.unscored()) {
        unscored
            .addObject()
            .put("arxiv_id", paper.arxivId())
            .put("title", paper.title())
            .put("cause", paper.cause());
      }
    }
    return JsonText.pretty(node);
  }

  /** Reads the file; throws {@link IllegalArgumentException} that says what is wrong with it. */
  public static Digest read(String text) {
    ObjectNode node = JsonText.parse(text);
    DayManifest day = ManifestJson.fromNode(node);
    List<Notice> notices = new ArrayList<>();
    for (JsonNode notice : node.path("notices")) {
      notices.add(new Notice(kind(JsonText.text(notice, "kind")), JsonText.text(notice, "text")));
    }
    List<ScoreCount> below = new ArrayList<>();
    for (JsonNode count : node.path("below_cutoff_scores")) {
      below.add(
          new ScoreCount(
              count.path(0).intValue(), count.path(1).intValue(), count.path(2).intValue()));
    }
    List<PaperRecord> papers = new ArrayList<>();
    node.path("papers").forEach(paper -> papers.add(RecordJson.fromNode(paper)));
    List<Digest.Unscored> unscored = new ArrayList<>();
    for (JsonNode paper : node.path("unscored")) {
      unscored.add(
          new Digest.Unscored(
              JsonText.text(paper, "arxiv_id"),
              JsonText.text(paper, "title"),
              JsonText.text(paper, "cause")));
    }
    return new Digest(
        day,
        summary(day, node.path("complete").asBoolean(), node.path("totals")),
        List.copyOf(notices),
        List.copyOf(papers),
        List.copyOf(unscored),
        List.copyOf(below));
  }

  private static ObjectNode totals(Digest digest) {
    DaySummary summary = digest.summary();
    return JsonText.object()
        .put("scanned", digest.scanned())
        .put("author_matches", summary.getAuthorMatches())
        .put("h_index_filtered", summary.getHIndexFiltered())
        .put("title_filtered", summary.getTitleFiltered())
        .put("prefiltered", summary.getPrefiltered())
        .put("below_cutoff", summary.getBelowCutoff())
        .put("selected", summary.getSelected())
        .put("unscored", summary.getUnscored());
  }

  private static DaySummary summary(DayManifest day, boolean complete, JsonNode totals) {
    return DaySummary.builder()
        .setDate(day.getDate())
        .setKind(day.getKind())
        .setEntries(day.getEntries())
        .setListed(day.getListed())
        .setDuplicates(day.getDuplicates())
        .setAuthorMatches(JsonText.number(totals, "author_matches"))
        .setHIndexFiltered(JsonText.number(totals, "h_index_filtered"))
        .setTitleFiltered(JsonText.number(totals, "title_filtered"))
        .setPrefiltered(JsonText.number(totals, "prefiltered"))
        .setBelowCutoff(JsonText.number(totals, "below_cutoff"))
        .setSelected(JsonText.number(totals, "selected"))
        .setUnscored(JsonText.number(totals, "unscored"))
        .setComplete(complete)
        .setWarnings(day.getWarnings())
        .build();
  }

  private static Notice.Kind kind(String label) {
    try {
      return Notice.Kind.valueOf(label.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown kind of notice '" + label + "'", e);
    }
  }
}

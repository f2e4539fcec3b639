package org.paperbeam.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.JsonText;

/** Real papers of real days, with the scores that gpt-4o gave them. */
public final class Corpus {
  private Corpus() {}

  /** The folder of shared test material. */
  public static Path shared() {
    return Path.of(System.getProperty("paperbeam.shared"));
  }

  /** The records of every day, by date; each day with its papers of cs.LG and cs.AI. */
  public static Map<String, List<PaperRecord>> days() throws IOException {
    Map<String, JsonNode> verdicts = new LinkedHashMap<>();
    for (JsonNode verdict : read("oracle.jsonl.gz")) {
      verdicts.put(JsonText.text(verdict, "id"), verdict);
    }
    Map<String, List<PaperRecord>> days = new LinkedHashMap<>();
    for (JsonNode paper : read("papers.jsonl.gz")) {
      List<String> categories = JsonText.texts(paper, "categories");
      if (categories.contains("cs.LG") || categories.contains("cs.AI")) {
        days.computeIfAbsent(JsonText.text(paper, "announced"), d -> new ArrayList<>())
            .add(record(paper, verdicts.get(JsonText.text(paper, "id"))));
      }
    }
    return days;
  }

  private static PaperRecord record(JsonNode paper, JsonNode verdict) {
    PaperRecord.Builder record =
        PaperRecord.listed(
            ListedPaper.builder()
                .setArxivId(JsonText.text(paper, "id"))
                .setVersion(1)
                .setDate(JsonText.text(paper, "announced"))
                .setDateBasis(DateBasis.EXACT)
                .setAnnounceType(AnnounceType.NEW)
                .setTitle(JsonText.text(paper, "title"))
                .setAuthors(JsonText.texts(paper, "authors"))
                .setAbstractText(JsonText.text(paper, "abstract"))
                .setCategories(JsonText.texts(paper, "categories"))
                .setSubmitted(JsonText.text(paper, "submitted") + "Z")
                .build())
            .toBuilder();
    int best = 0;
    for (JsonNode author : verdict.path("authors")) {
      best = Math.max(best, author.path(2).intValue());
    }
    record.setMaxHIndex(best).setRunId("run-1");
    if (verdict.path("author_match").booleanValue()) {
      return record.setAuthorMatch(true).setOutcome(Outcome.SELECTED).build();
    }
    if (best < 12) {
      return record.setOutcome(Outcome.H_INDEX_FILTERED).build();
    }
    if (verdict.path("reject_title").booleanValue()) {
      return record.setOutcome(Outcome.TITLE_FILTERED).build();
    }
    int relevance = JsonText.integer(verdict, "relevance");
    int novelty = JsonText.integer(verdict, "novelty");
    return record
        .setRelevance(relevance)
        .setNovelty(novelty)
        .setComment(JsonText.text(verdict, "comment"))
        .setModel("gpt-4o")
        .setScoredAt("2025-03-25T04:00:00Z")
        .setOutcome(relevance >= 7 && novelty >= 6 ? Outcome.SELECTED : Outcome.BELOW_CUTOFF)
        .build();
  }

  private static List<JsonNode> read(String name) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(shared().resolve("arxiv").resolve(name))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(JsonText.parse(line));
      }
    }
    return rows;
  }
}

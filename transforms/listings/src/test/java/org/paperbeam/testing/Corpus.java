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
import org.paperbeam.json.JsonText;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

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
      verdicts.put(verdict.required("id").textValue(), verdict);
    }
    Map<String, List<PaperRecord>> days = new LinkedHashMap<>();
    for (JsonNode paper : read("papers.jsonl.gz")) {
      List<String> categories = texts(paper.required("categories"));
      if (categories.contains("cs.LG") || categories.contains("cs.AI")) {
        days.computeIfAbsent(paper.required("announced").textValue(), d -> new ArrayList<>())
            .add(record(paper, verdicts.get(paper.required("id").textValue())));
      }
    }
    return days;
  }

  private static PaperRecord record(JsonNode paper, JsonNode verdict) {
    PaperRecord.Builder record =
        PaperRecord.listed(
            ListedPaper.builder()
                .setArxivId(paper.required("id").textValue())
                .setVersion(1)
                .setDate(paper.required("announced").textValue())
                .setDateBasis(DateBasis.EXACT)
                .setAnnounceType(AnnounceType.NEW)
                .setTitle(paper.required("title").textValue())
                .setAuthors(texts(paper.required("authors")))
                .setAbstractText(paper.required("abstract").textValue())
                .setCategories(texts(paper.required("categories")))
                .setSubmitted(paper.required("submitted").textValue() + "Z")
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
    int relevance = verdict.required("relevance").intValue();
    int novelty = verdict.required("novelty").intValue();
    return record
        .setRelevance(relevance)
        .setNovelty(novelty)
        .setComment(verdict.required("comment").textValue())
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

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}

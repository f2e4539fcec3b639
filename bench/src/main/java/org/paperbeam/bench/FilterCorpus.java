package org.paperbeam.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.paperbeam.json.JsonText;
import org.paperbeam.learnt.Judged;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;

/** The public corpus: real papers of real days, and which of them gpt-4o chose. */
final class FilterCorpus {
  /** The first of thirteen days in a row; one earlier day stands alone. */
  static final String FIRST = "2025-03-18";

  private FilterCorpus() {}

  /**
   * The judged papers, those of followed authors apart.
   *
   * @param listedAlone without papers that are known from digests only, which are all chosen: with
   *     them the task is easier
   */
  static List<Judged> read(Path folder, boolean listedAlone) throws IOException {
    List<JsonNode> papers = lines(folder.resolve("papers.jsonl.gz"));
    List<JsonNode> verdicts = lines(folder.resolve("oracle.jsonl.gz"));
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < papers.size(); i++) {
      JsonNode paper = papers.get(i);
      JsonNode verdict = verdicts.get(i);
      if (!paper.get("id").equals(verdict.get("id"))) {
        throw new IOException("papers and verdicts do not stand in one order");
      }
      boolean counts =
          !verdict.get("author_match").asBoolean()
              && paper.get("announced").asText().compareTo(FIRST) >= 0
              && (paper.get("from_listing").asBoolean() || !listedAlone);
      if (counts) {
        judged.add(Judged.of(paper(paper), verdict.get("selected").asBoolean()));
      }
    }
    return judged;
  }

  private static ListedPaper paper(JsonNode paper) {
    List<String> categories = new ArrayList<>();
    paper.get("categories").forEach(category -> categories.add(category.asText()));
    return ListedPaper.builder()
        .setArxivId(paper.get("id").asText())
        .setVersion(1)
        .setDate(paper.get("announced").asText())
        .setDateBasis(DateBasis.EXACT)
        .setAnnounceType(AnnounceType.NEW)
        .setTitle(paper.get("title").asText())
        .setAuthors(List.of())
        .setAbstractText(paper.get("abstract").asText())
        .setCategories(categories)
        .build();
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(JsonText.parse(line));
      }
    }
    return all;
  }
}

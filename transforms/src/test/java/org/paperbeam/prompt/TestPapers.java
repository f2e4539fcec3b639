package org.paperbeam.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;

/** Papers, profile and oracle for the tests of this package. */
final class TestPapers {
  private static final Map<String, JsonNode> ORACLE =
      lines("arxiv/oracle.jsonl.gz").stream()
          .collect(Collectors.toMap(o -> o.path("id").asText(), o -> o));

  private TestPapers() {}

  static ListedPaper paper(String id, String title, String abstractText) {
    return ListedPaper.builder()
        .setArxivId(id)
        .setVersion(1)
        .setDate("2025-03-25")
        .setDateBasis(DateBasis.EXACT)
        .setAnnounceType(AnnounceType.NEW)
        .setTitle(title)
        .setAuthors(List.of("A. Author"))
        .setAbstractText(abstractText)
        .setCategories(List.of("cs.LG"))
        .build();
  }

  /** The first papers of a day of the corpus. */
  static List<ListedPaper> corpus(String day, int count) {
    return lines("arxiv/papers.jsonl.gz").stream()
        .filter(p -> p.path("announced").asText().equals(day))
        .limit(count)
        .map(
            p ->
                paper(p.path("id").asText(), p.path("title").asText(), p.path("abstract").asText()))
        .toList();
  }

  /** What the oracle says of a paper. */
  static JsonNode oracle(String id) {
    return ORACLE.get(id);
  }

  /** A file of the shared profile. */
  static String profile(String name) {
    try {
      return Files.readString(shared("profile/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path shared(String path) {
    return Path.of(System.getProperty("paperbeam.shared")).resolve(path);
  }

  private static List<JsonNode> lines(String path) {
    JsonMapper json = new JsonMapper();
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(shared(path))), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(json.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}

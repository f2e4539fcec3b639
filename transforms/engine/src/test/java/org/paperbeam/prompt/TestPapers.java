package org.paperbeam.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.testing.SharedData;

/** Papers, profile and oracle for the tests of this package. */
final class TestPapers {
  /** Read when it is asked for: not everyone has it. */
  private static final class Oracle {
    private static final Map<String, JsonNode> OF =
        lines("arxiv/oracle.jsonl.gz").stream()
            .collect(Collectors.toMap(o -> o.path("id").asText(), o -> o));
  }

  private static final List<String> SCRAPS =
      List.of(
          "Bounds for $\\mathcal{O}(n^{2/3})$ regret",
          "Schr\\\"odinger bridges",
          "naïve Bayes — revisited",
          "対照学習 and 表現",
          "<b>Bold</b> claims & \"quotes\"",
          "1,024 tokens at 3.5\\% loss",
          "Größenordnung, état de l'art",
          "https://example.org/code?x=1",
          "a longlonglonglongword-with-hyphens");

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
    return Oracle.OF.get(id);
  }

  /** A file of an invented reader's profile. */
  static String profile(String name) {
    try (InputStream in = TestPapers.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Invented papers of many lengths, with letters, signs and formulas that real ones have. */
  static List<ListedPaper> invented(int count) {
    List<ListedPaper> papers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String title = SCRAPS.get(i % SCRAPS.size()) + " of Order " + i;
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 1 + (i * 7) % 23; j++) {
        text.append(SCRAPS.get((i + j * j) % SCRAPS.size())).append(j % 3 == 0 ? ".\n" : ", ");
      }
      papers.add(paper("2503.%05d".formatted(i + 1), title, text.toString()));
    }
    return papers;
  }

  static Path shared(String path) {
    return SharedData.path(path);
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

package org.paperbeam.marks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.storage.FileFacts;
import org.paperbeam.storage.Folder;

/**
 * What a reader wants and does not want: stars and dislikes, by arXiv id. The file is that of the
 * site's export and of {@code marks.json}: one JSON object with an object for each paper ({@code
 * star}, {@code dislike}, {@code read}, {@code date}, {@code title}); other fields are passed over.
 * A paper that is only read, and one that is both starred and disliked, says nothing. Immutable.
 *
 * @param papers by arXiv id
 */
public record ReaderMarks(SortedMap<String, Mark> papers) {
  /** Where {@code serve} keeps the marks, in the output folder. */
  public static final String FILE = "marks.json";

  /** A larger file, in bytes, is not read: ten years of marks are a tenth of it. */
  public static final long LARGEST = 50_000_000;

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What is said of a paper.
   *
   * @param wanted whether it is starred; else it is disliked
   * @param date on which it was announced, ISO; null when the file does not say
   * @param title null when the file does not say
   */
  public record Mark(boolean wanted, @Nullable String date, @Nullable String title) {}

  public ReaderMarks {
    papers = Collections.unmodifiableSortedMap(new TreeMap<>(papers));
  }

  /** Nobody has said anything. */
  public static ReaderMarks none() {
    return new ReaderMarks(Collections.emptySortedMap());
  }

  /**
   * Reads a file; null when there is none.
   *
   * @throws IllegalArgumentException when it holds something else, with one line that says why
   */
  public static @Nullable ReaderMarks read(Folder folder, String name) throws IOException {
    FileFacts facts = folder.facts(name).get(name);
    if (facts != null && facts.size() > LARGEST) {
      throw new IllegalArgumentException("too large for a reader's marks");
    }
    String text = folder.readIfPresent(name);
    return text == null ? null : parse(text);
  }

  /**
   * Reads the text of such a file.
   *
   * @throws IllegalArgumentException when it is something else, with one line that says why
   */
  public static ReaderMarks parse(String text) {
    JsonNode file;
    try {
      file = JSON.readTree(text.replace("\uFEFF", ""));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no marks of the site: no JSON", e);
    }
    if (!file.isObject()) {
      throw new IllegalArgumentException("no marks of the site: one JSON object is wanted");
    }
    SortedMap<String, Mark> papers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : file.properties()) {
      JsonNode mark = entry.getValue();
      if (ArxivId.parse(entry.getKey()).isEmpty() || !mark.isObject()) {
        throw new IllegalArgumentException(
            "no marks of the site: an arXiv id with an object is wanted for each paper");
      }
      boolean star = mark.path("star").asBoolean();
      if (star != mark.path("dislike").asBoolean()) {
        papers.put(entry.getKey(), new Mark(star, text(mark, "date"), text(mark, "title")));
      }
    }
    return new ReaderMarks(papers);
  }

  private static @Nullable String text(JsonNode mark, String field) {
    JsonNode value = mark.path(field);
    return value.isTextual() ? value.asText() : null;
  }

  /** Whether the reader wants it; null when he does not say. */
  public @Nullable Boolean wants(String arxivId) {
    Mark mark = papers.get(arxivId);
    return mark == null ? null : (Boolean) mark.wanted();
  }

  /** Whether each marked paper is wanted, by arXiv id. */
  public Map<String, Boolean> wanted() {
    Map<String, Boolean> wanted = new HashMap<>();
    papers.forEach((id, mark) -> wanted.put(id, mark.wanted()));
    return wanted;
  }
}

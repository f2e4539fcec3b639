package org.paperbeam.semanticscholar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads what {@code paper/batch} answers. An exception's message says in short what is wrong. */
final class AuthorsJson {
  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Nobody has an h-index of 400. What is beyond reason is not known: a paper is filtered for what
   * is known of its authors alone.
   */
  static final int HIGHEST_H_INDEX = 1000;

  private AuthorsJson() {}

  /**
   * An answer to a question for these ids: an array in the same order, null for a paper that is not
   * known.
   */
  static Map<String, List<Author>> batch(String answer, List<String> ids) throws IOException {
    JsonNode array = tree(answer);
    if (!array.isArray()) {
      throw new IOException("not a JSON array");
    }
    if (array.size() != ids.size()) {
      throw new IOException("%d entries for %d papers".formatted(array.size(), ids.size()));
    }
    Map<String, List<Author>> known = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      List<Author> authors = paper(array.get(i));
      if (authors != null) {
        known.put(ids.get(i), authors);
      }
    }
    return known;
  }

  /** One paper's authors, none when it is known without any; null when it is not known. */
  static @Nullable List<Author> paper(JsonNode paper) throws IOException {
    if (paper.isNull()) {
      return null;
    }
    if (!paper.isObject()) {
      throw new IOException("an entry that is no JSON object");
    }
    JsonNode authors = paper.path("authors");
    if (!authors.isArray() && !authors.isNull() && !authors.isMissingNode()) {
      throw new IOException("authors that are no array");
    }
    List<Author> read = new ArrayList<>();
    for (JsonNode author : authors) {
      read.add(author(author));
    }
    return read;
  }

  static JsonNode tree(String text) throws IOException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // Jackson's own message repeats the text, over several lines.
      throw new IOException("not JSON", e);
    }
  }

  private static Author author(JsonNode author) throws IOException {
    JsonNode id = author.path("authorId");
    JsonNode hIndex = author.path("hIndex");
    boolean idFits = id.isTextual() || id.isIntegralNumber() || absent(id);
    boolean hIndexFits = (hIndex.canConvertToInt() && hIndex.isIntegralNumber()) || absent(hIndex);
    if (!author.isObject() || !idFits || !hIndexFits) {
      throw new IOException("an author of another form");
    }
    return new Author(
        absent(id) || id.asText().isBlank() ? null : id.asText(),
        absent(hIndex) || hIndex.intValue() < 0 || hIndex.intValue() > HIGHEST_H_INDEX
            ? null
            : (Integer) hIndex.intValue());
  }

  private static boolean absent(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }
}

package org.paperbeam.semanticscholar;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.http.ServiceException;

/**
 * Knows authors from a file on the class path instead of the network: one JSON object of arXiv id
 * to what {@code paper/batch} answers for that paper.
 */
final class BundledAuthors implements AuthorSource {
  private final Map<String, List<Author>> papers;

  private BundledAuthors(Map<String, List<Author>> papers) {
    this.papers = papers;
  }

  /** Reads all of the file, e.g. {@code org/paperbeam/sample/authors.json}. */
  static BundledAuthors read(String resource) throws ServiceException {
    try (InputStream in = BundledAuthors.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no such resource");
      }
      JsonNode file = AuthorsJson.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (!file.isObject()) {
        throw new IOException("not a JSON object");
      }
      Map<String, List<Author>> papers = new TreeMap<>();
      for (Map.Entry<String, JsonNode> paper : file.properties()) {
        List<Author> authors = AuthorsJson.paper(paper.getValue());
        if (authors != null) {
          papers.put(paper.getKey(), authors);
        }
      }
      return new BundledAuthors(papers);
    } catch (IOException e) {
      throw new ServiceException(
          FailureKind.BROKEN,
          "cannot read the bundled authors " + resource + ": " + e.getMessage() + "; build again",
          e);
    }
  }

  @Override
  public Map<String, List<Author>> authorsOf(List<String> ids, boolean patient) {
    Map<String, List<Author>> known = new TreeMap<>();
    for (String id : ids) {
      List<Author> authors = papers.get(id);
      if (authors != null) {
        known.put(id, authors);
      }
    }
    return known;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}

package org.paperbeam.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * A month's papers as the search page loads them: a script that hands one array to the page. A
 * script, because a page that was opened as a file may load scripts but not data. The array is JSON
 * in which no text can end the script or a line of it.
 */
final class SearchData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SearchData() {}

  /** The file of a month ({@code YYYY-MM}), papers in the order of their days. */
  static String write(String month, List<PaperView> papers) {
    ArrayNode rows = JSON.createArrayNode();
    for (PaperView paper : papers) {
      ArrayNode row = rows.addArray();
      row.add(paper.id()).add(paper.date()).add(paper.plainTitle()).add(paper.authorLine());
      row.add(paper.plainAbstract()).add(paper.plainComment()).add(paper.verdict());
      row.add(paper.order()).add(paper.categoryLine());
    }
    try {
      return "paperbeamMonth(\"" + month + "\"," + escape(JSON.writeValueAsString(rows)) + ");\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text cannot be written as JSON", e);
    }
  }

  private static String escape(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}

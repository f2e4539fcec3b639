package org.paperbeam.snapshot;

import java.util.List;
import org.paperbeam.arxiv.ArxivText;

/** Entries of {@code authors_parsed}: last name, first names, suffix, affiliations. */
final class ParsedAuthor {
  private ParsedAuthor() {}

  /**
   * The name as it is written; empty when the entry names nobody. Double names stay as arXiv's own
   * parser leaves them, {@code C. -P. Yuan}: its other services write them so too.
   */
  static String name(List<String> entry) {
    StringBuilder name = new StringBuilder();
    for (int part : new int[] {1, 0, 2}) {
      if (entry.size() > part && !entry.get(part).isBlank()) {
        name.append(name.length() == 0 ? "" : " ").append(entry.get(part));
      }
    }
    return ArxivText.squeeze(name.toString());
  }
}

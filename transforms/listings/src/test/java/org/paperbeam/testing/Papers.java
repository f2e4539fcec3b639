package org.paperbeam.testing;

import java.util.List;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;

/** Invented papers for tests. */
public final class Papers {
  private Papers() {}

  /** A paper of 2025-03-25 with that id, and a title and abstract that hold nothing else. */
  public static ListedPaper paper(String id) {
    return paper(id, "A title", "An abstract.");
  }

  public static ListedPaper paper(String id, String title, String abstractText) {
    return ListedPaper.builder()
        .setArxivId(id)
        .setVersion(1)
        .setDate("2025-03-25")
        .setDateBasis(DateBasis.EXACT)
        .setAnnounceType(AnnounceType.NEW)
        .setTitle(title)
        .setAuthors(List.of("A. Nobody"))
        .setAbstractText(abstractText)
        .setCategories(List.of("cs.LG"))
        .setSubmitted("2025-03-24T01:00:00Z")
        .build();
  }
}

package org.paperbeam.site;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.PlainText;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;

/** A paper as pages show it: printable text, not yet escaped. */
record PaperView(PaperRecord paper) {
  static List<PaperView> of(List<PaperRecord> papers) {
    return papers.stream().map(PaperView::new).toList();
  }

  String id() {
    return paper.getPaper().getArxivId();
  }

  String date() {
    return paper.getPaper().getDate();
  }

  String title() {
    return PlainText.clean(paper.getPaper().getTitle());
  }

  String authors() {
    return PlainText.clean(String.join(", ", paper.getPaper().getAuthors()));
  }

  String categories() {
    return PlainText.clean(String.join(" ", paper.getPaper().getCategories()));
  }

  String abstractText() {
    return PlainText.clean(paper.getPaper().getAbstractText());
  }

  String abstractPage() {
    return ArxivId.abstractPage(id());
  }

  String pdf() {
    return "https://arxiv.org/pdf/" + id();
  }

  boolean authorMatch() {
    return paper.getAuthorMatch();
  }

  @Nullable Integer relevance() {
    return paper.getRelevance();
  }

  @Nullable Integer novelty() {
    return paper.getNovelty();
  }

  /** Null when nobody said anything. An author match is marked as such instead. */
  @Nullable String comment() {
    String comment = paper.getComment();
    String clean = comment == null || authorMatch() ? "" : PlainText.clean(comment);
    return clean.isEmpty() ? null : clean;
  }

  /** The scores in a few words. */
  String verdict() {
    if (authorMatch()) {
      return "author you follow";
    }
    if (relevance() == null) {
      return "not scored";
    }
    return "relevance " + relevance() + (novelty() == null ? "" : ", novelty " + novelty());
  }
}

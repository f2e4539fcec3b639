package org.paperbeam.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.checkerframework.checker.nullness.qual.Nullable;

/** {@code papers.xml}: an entry a paper, newest day first, best first within a day. */
final class PaperFeed extends AtomWriter {
  /** Reader programs ask again and again: the file stays small. */
  private static final int LONGEST = 200;

  private final List<DayPage> days;

  /** A feed of the papers of these days, newest first. */
  PaperFeed(List<DayPage> days, @Nullable String siteUrl) {
    super(siteUrl);
    this.days = days;
  }

  String write() {
    return write(Head.of("papers", "Paperbeam: arXiv papers", "papers.xml", days));
  }

  @Override
  void entries() throws XMLStreamException {
    List<PaperView> papers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (DayPage day : days) {
      for (PaperView paper : day.papers()) {
        if (papers.size() < LONGEST && seen.add(paper.id())) {
          papers.add(paper);
        }
      }
    }
    for (PaperView paper : papers) {
      entry(paper);
    }
  }

  private void entry(PaperView paper) throws XMLStreamException {
    startEntry("papers/" + paper.id(), paper.plainTitle(), paper.date(), midnight(paper.date()));
    for (String name : paper.firstAuthors()) {
      if (!name.isEmpty()) {
        author(name);
      }
    }
    for (String category : paper.categories()) {
      category(category);
    }
    link("alternate", paper.abstractPage(), "text/html");
    link("related", paper.date() + "/index.html#p" + paper.id(), "text/html");
    startContent();
    String verdict = paper.verdict();
    element("p", Character.toUpperCase(verdict.charAt(0)) + verdict.substring(1) + ".");
    if (!paper.comment().isEmpty()) {
      element("p", paper.plainComment());
    }
    element("p", paper.plainAbstract());
    end();
    end();
    end();
  }
}

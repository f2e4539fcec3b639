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
  private final @Nullable TopicFile topic;

  /** A feed of the papers of these days, newest first. */
  PaperFeed(List<DayPage> days, @Nullable String siteUrl) {
    this(days, siteUrl, null);
  }

  /** Of those that are nearest to a topic; null for all. */
  PaperFeed(List<DayPage> days, @Nullable String siteUrl, @Nullable TopicFile topic) {
    super(siteUrl, topic == null ? "" : "../");
    this.days = days;
    this.topic = topic;
  }

  String write() {
    return write(
        topic == null
            ? Head.of("papers", "Paperbeam: arXiv papers", "papers.xml", days)
            : Head.of("topics/" + topic.key(), "Paperbeam: " + topic.name(), topic.path(), days));
  }

  @Override
  void entries() throws XMLStreamException {
    List<PaperView> papers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (DayPage day : days) {
      for (PaperView paper : day.papers()) {
        if (papers.size() < LONGEST && isOfTopic(paper) && seen.add(paper.id())) {
          papers.add(paper);
        }
      }
    }
    for (PaperView paper : papers) {
      entry(paper);
    }
  }

  private boolean isOfTopic(PaperView paper) {
    return topic == null || topic.name().equals(paper.topic());
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
    if (paper.seenBefore() != null) {
      element("p", "Seen before: in the digest of " + paper.seenBefore() + ".");
    }
    if (!paper.summary().isEmpty()) {
      element("p", paper.plainSummary());
    }
    if (!paper.comment().isEmpty()) {
      element("p", paper.plainComment());
    }
    element("p", paper.plainAbstract());
    end();
    end();
    end();
  }
}

package org.paperbeam.site;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Notice;

/** {@code feed.xml}: an entry a day, with its papers' titles. */
final class DayFeed extends AtomWriter {
  private final List<DayPage> days;

  /** A feed of these days, newest first. */
  DayFeed(List<DayPage> days, @Nullable String siteUrl) {
    super(siteUrl, "");
    this.days = days;
  }

  String write() {
    return write(Head.of("digests", "Paperbeam: daily arXiv papers", "feed.xml", days));
  }

  @Override
  void entries() throws XMLStreamException {
    for (DayPage day : days) {
      entry(day);
    }
  }

  private void entry(DayPage day) throws XMLStreamException {
    startEntry(
        "digests/" + day.date(), "ArXiv papers of " + day.inWords(), day.date(), day.updated());
    link("alternate", day.date() + "/index.html", "text/html");
    startContent();
    for (Notice notice : day.notices()) {
      element("p", notice.text());
    }
    element("p", day.summary());
    if (!day.papers().isEmpty()) {
      start("ol");
      for (PaperView paper : day.papers()) {
        start("li");
        anchor(paper.abstractPage(), paper.plainTitle());
        if (paper.seenBefore() != null) {
          text(" (seen before: " + paper.seenBefore() + ")");
        }
        end();
      }
      end();
    }
    end();
    end();
    end();
  }
}

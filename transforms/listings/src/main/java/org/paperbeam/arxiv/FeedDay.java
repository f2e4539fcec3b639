package org.paperbeam.arxiv;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;

/**
 * One day's listing as RSS feeds tell it: one combined feed, or one for each category. Its entries
 * are the feeds' items; a paper that stands in two feeds is handed over twice, as two entries.
 */
record FeedDay(LocalDate date, List<RssFeed> feeds) {
  FeedDay {
    feeds = List.copyOf(feeds);
  }

  boolean isEmpty() {
    return feeds.stream().allMatch(feed -> feed.size() == 0);
  }

  long entries() {
    return feeds.stream().mapToLong(f -> f.items().size()).sum();
  }

  /** Hands over the papers of these announce types, then the day. */
  void emit(Set<AnnounceType> types, DayKind kind, List<String> warnings, ListingSink sink) {
    List<String> all = new ArrayList<>(warnings);
    for (RssFeed feed : feeds) {
      for (RssItem item : feed.items()) {
        if (types.contains(item.type())) {
          sink.paper(paper(item));
        }
      }
      feed.warnings().forEach(w -> all.add(date + ": " + w));
      feed.bad().forEach(entry -> sink.bad("the feed \"" + feed.title() + "\"", entry));
      all.addAll(oddDates(feed));
    }
    sink.day(DayFacts.of(date.toString(), kind, entries(), all));
  }

  /** The feed's own dates, where they disagree with its day. */
  private List<String> oddDates(RssFeed feed) {
    List<String> odd = new ArrayList<>();
    if (feed.channelDay() != null && !feed.channelDay().equals(date)) {
      odd.add(
          "%s: the feed calls itself the listing of %s, its papers were announced on %s"
              .formatted(date, feed.channelDay(), date));
    }
    long others =
        feed.items().stream().filter(i -> i.date() != null && !i.date().equals(date)).count();
    if (others > 0) {
      odd.add(
          "%s: %d of the feed's %d items carry another date"
              .formatted(date, others, feed.items().size()));
    }
    return odd;
  }

  private ListedPaper paper(RssItem item) {
    return ListedPaper.builder()
        .setArxivId(item.id())
        .setVersion(item.version())
        .setDate(date.toString())
        .setDateBasis(DateBasis.EXACT)
        .setAnnounceType(item.type())
        .setTitle(item.title())
        .setAuthors(item.authors())
        .setAbstractText(item.abstractText())
        .setCategories(item.categories())
        .build();
  }
}

package org.paperbeam.arxiv;

import java.time.LocalDate;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.AnnounceType;

/**
 * One item of an RSS feed: a paper on a day's listing.
 *
 * @param id without a version
 * @param version as announced; 1 when the item does not say
 * @param abstractText empty when the item has none
 * @param authors empty when the item names nobody
 * @param categories arXiv's, the primary one first, ACM and MSC classes left out; may be empty
 * @param date the item's own announcement day; null when it does not say
 */
record RssItem(
    String id,
    int version,
    AnnounceType type,
    String title,
    String abstractText,
    List<String> authors,
    List<String> categories,
    @Nullable LocalDate date) {
  public RssItem {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
  }
}

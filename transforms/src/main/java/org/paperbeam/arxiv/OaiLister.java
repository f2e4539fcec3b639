package org.paperbeam.arxiv;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;

/**
 * Days gone by, from OAI-PMH: one harvest for each category's set, in {@code arXivRaw}, the one
 * format with the times of all versions (the day alone, which {@code arXiv} has, does not say on
 * which side of the 14:00 deadline a paper came).
 *
 * <p>A paper is dated by version 1 and the calendar: its first announcement is its day. It is
 * handed over once however many sets it stands in, since that it comes twice is of our asking, not
 * of arXiv's listing. When replacements are asked for, a paper whose first announcement is not in
 * scope is handed over as one, on the day of its latest version within the range.
 *
 * <p>A day's entries are the papers first announced on it, and the versions 2 to {@value
 * #LAST_LISTED_VERSION} submitted for it, as on arXiv's own listing.
 */
final class OaiLister implements Lister {
  /** arXiv's listings leave out later replacements (info.arxiv.org/help/rss.html). */
  static final int LAST_LISTED_VERSION = 5;

  private final ListRequest request;
  private final ArxivClient client;
  private final AnnouncementCalendar calendar;
  private final InferredDays days;
  private final Set<String> seen = new HashSet<>();

  OaiLister(ListRequest request, ArxivClient client, AnnouncementCalendar calendar) {
    this.request = request;
    this.client = client;
    this.calendar = calendar;
    this.days = new InferredDays(request, calendar);
  }

  @Override
  public void list(ListingSink sink) throws IOException, InterruptedException {
    List<LocalDate> announced = days.announced();
    if (!announced.isEmpty()) {
      LocalDate from =
          calendar.submissionsOf(announced.get(0)).from().atZone(ZoneOffset.UTC).toLocalDate();
      for (String set : sets()) {
        new OaiHarvest(client, request.getOaiUrl(), set, from, days.to())
            .run(records -> take(records, sink));
      }
    }
    days.emit(sink);
  }

  /** The categories' sets, without those that another one holds. */
  private Set<String> sets() {
    Set<String> sets = new TreeSet<>();
    for (String category : request.getCategories()) {
      List<String> others =
          request.getCategories().stream().filter(c -> !c.equals(category)).toList();
      if (!ArxivCategories.covers(others, category)) {
        sets.add(ArxivCategories.oaiSet(category));
      }
    }
    return sets;
  }

  private void take(List<OaiRecord> records, ListingSink sink) throws ListingException {
    for (OaiRecord record : records) {
      if (record.deleted()) {
        continue;
      }
      OaiMetadata paper = record.metadata();
      if (paper == null || paper.versions().isEmpty() || paper.versions().get(0).number() != 1) {
        throw new ListingException("the record of " + record.id() + " does not date its version 1");
      }
      if (seen.add(record.id())) {
        takePaper(record.id(), paper, sink);
      }
    }
  }

  private void takePaper(String id, OaiMetadata paper, ListingSink sink) {
    LocalDate first = days.dayOf(paper.versions().get(0).submitted());
    if (first != null) {
      days.countPaper(first);
    }
    OaiMetadata.Version replaced = countReplacements(paper, first);
    AnnounceType type = ArxivCategories.firstType(request.getCategories(), paper.categories());
    AnnounceType later = ArxivCategories.laterType(request.getCategories(), paper.categories());
    int version = paper.versions().get(paper.versions().size() - 1).number();
    if (first != null && request.getAnnounceTypes().contains(type)) {
      sink.paper(listed(id, paper, first, type).setVersion(version).build());
    } else if (replaced != null && request.getAnnounceTypes().contains(later)) {
      LocalDate day = calendar.listingDateOf(replaced.submitted());
      sink.paper(listed(id, paper, day, later).setVersion(replaced.number()).build());
    }
  }

  /** Counts the versions that replaced the paper on days asked for; returns the latest of them. */
  private OaiMetadata.@Nullable Version countReplacements(
      OaiMetadata paper, @Nullable LocalDate first) {
    OaiMetadata.Version latest = null;
    LocalDate before = first;
    for (OaiMetadata.Version version : paper.versions()) {
      LocalDate day = days.dayOf(version.submitted());
      boolean listed = version.number() > 1 && version.number() <= LAST_LISTED_VERSION;
      // Two versions for one listing are one entry, as is a version that came before the first.
      if (listed && day != null && !day.equals(before)) {
        days.countReplacement(day);
        latest = version;
        before = day;
      }
    }
    return latest;
  }

  private static ListedPaper.Builder listed(
      String id, OaiMetadata paper, LocalDate day, AnnounceType type) {
    return ListedPaper.builder()
        .setArxivId(id)
        .setDate(day.toString())
        .setDateBasis(DateBasis.INFERRED)
        .setAnnounceType(type)
        .setTitle(paper.title())
        .setAuthors(paper.authors())
        .setAbstractText(paper.abstractText())
        .setCategories(paper.categories())
        .setSubmitted(paper.versions().get(0).submitted().toString());
  }
}

package org.paperbeam.arxiv;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.ArxivId;
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
  private final Map<String, Taken> taken = new HashMap<>();

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
            .run((page, where) -> take(page, where, sink));
      }
    }
    days.emit(sink);
  }

  /** The categories' sets, without those that another one holds. */
  private Set<String> sets() {
    List<String> asked = ArxivTaxonomy.namesOf(request.getCategories());
    Set<String> sets = new TreeSet<>();
    for (String category : asked) {
      if (category.equals(ArxivTaxonomy.archive(category))
          || !asked.contains(ArxivTaxonomy.archive(category))) {
        sets.add(ArxivCategories.oaiSet(category));
      }
    }
    return sets;
  }

  private void take(OaiPage page, String where, ListingSink sink) {
    for (BadEntry entry : page.bad()) {
      sink.bad(where, isElsewhere(entry.id()) ? entry.asHarmless() : entry);
    }
    for (OaiRecord record : page.records()) {
      Taken before = taken.get(record.id());
      if (before == null || !before.isNewerThan(record)) {
        if (before != null) {
          before.discount(days);
          sink.withdraw(record.id());
        }
        taken.put(record.id(), takeRecord(record, where, sink));
      }
    }
  }

  private Taken takeRecord(OaiRecord record, String where, ListingSink sink) {
    OaiMetadata paper = record.metadata();
    if (record.deleted()) {
      return new Taken(record.datestamp(), 0, null, List.of());
    }
    if (paper == null || paper.versions().isEmpty() || paper.versions().get(0).number() != 1) {
      BadEntry entry =
          BadEntry.of(record.id(), "the record of " + record.id() + " does not date its version 1");
      sink.bad(where, isElsewhere(record.id()) ? entry.asHarmless() : entry);
      return new Taken(record.datestamp(), 0, null, List.of());
    }
    return takePaper(record, paper, sink);
  }

  /**
   * Whether a paper is certainly on no day asked for: an id's month is that of the announcement, or
   * for old ids of the submission, and one month more on each side is certain. A replacement may
   * come at any time.
   */
  private boolean isElsewhere(String id) {
    LocalDate from = request.getFrom();
    if (from == null
        || ArxivId.parse(id).isEmpty()
        || request.getAnnounceTypes().stream()
            .anyMatch(t -> t == AnnounceType.REPLACE || t == AnnounceType.REPLACE_CROSS)) {
      return false;
    }
    int month = ArxivId.month(id);
    return month < month(from.minusMonths(1)) || month > month(days.to().plusMonths(1));
  }

  private static int month(LocalDate day) {
    return 100 * day.getYear() + day.getMonthValue();
  }

  private Taken takePaper(OaiRecord record, OaiMetadata paper, ListingSink sink) {
    String id = record.id();
    LocalDate first = days.dayOf(paper.versions().get(0).submitted());
    if (first != null) {
      days.countPaper(first);
    }
    List<LocalDate> replacements = new ArrayList<>();
    OaiMetadata.Version replaced = countReplacements(paper, first, replacements);
    AnnounceType type = ArxivCategories.firstType(request.getCategories(), paper.categories());
    AnnounceType later = ArxivCategories.laterType(request.getCategories(), paper.categories());
    int version = paper.versions().get(paper.versions().size() - 1).number();
    if (first != null && request.getAnnounceTypes().contains(type)) {
      sink.paper(listed(id, paper, first, type).setVersion(version).build());
    } else if (replaced != null && request.getAnnounceTypes().contains(later)) {
      LocalDate day = calendar.listingDateOf(replaced.submitted());
      sink.paper(listed(id, paper, day, later).setVersion(replaced.number()).build());
    }
    return new Taken(record.datestamp(), paper.versions().size(), first, List.copyOf(replacements));
  }

  /** Counts the versions that replaced the paper on days asked for; returns the latest of them. */
  private OaiMetadata.@Nullable Version countReplacements(
      OaiMetadata paper, @Nullable LocalDate first, List<LocalDate> counted) {
    OaiMetadata.Version latest = null;
    LocalDate before = first;
    for (OaiMetadata.Version version : paper.versions()) {
      LocalDate day = days.dayOf(version.submitted());
      boolean listed = version.number() > 1 && version.number() <= LAST_LISTED_VERSION;
      // Two versions for one listing are one entry, as is a version that came before the first.
      if (listed && day != null && !day.equals(before)) {
        days.countReplacement(day);
        counted.add(day);
        latest = version;
        before = day;
      }
    }
    return latest;
  }

  /**
   * What was made of a record, to be taken back when there is a newer one.
   *
   * @param datestamp null when the record does not say
   * @param first the day on which the paper was counted as announced first, or null
   * @param replacements the days on which it was counted as replaced
   */
  private record Taken(
      @Nullable LocalDate datestamp,
      int versions,
      @Nullable LocalDate first,
      List<LocalDate> replacements) {
    /** Of two harvests the later one may hold the older record of a paper: of another set. */
    boolean isNewerThan(OaiRecord record) {
      LocalDate other = record.datestamp();
      int theirs = record.metadata() == null ? 0 : record.metadata().versions().size();
      if (datestamp == null || other == null || datestamp.equals(other)) {
        return versions > theirs && !record.deleted();
      }
      return datestamp.isAfter(other);
    }

    void discount(InferredDays days) {
      if (first != null) {
        days.discountPaper(first);
      }
      replacements.forEach(days::discountReplacement);
    }
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

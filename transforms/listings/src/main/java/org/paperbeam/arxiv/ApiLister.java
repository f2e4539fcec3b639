package org.paperbeam.arxiv;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;

/**
 * Days gone by, from arXiv's Atom API, which searches by the time of submission. The range is asked
 * for in windows of some weeks; a window with more entries than the API gives out is halved. Papers
 * are dated by version 1 and the calendar. New papers and cross-lists only: the API does not say
 * when a replacement came.
 *
 * <p>A page that is shorter than the API's own total says is asked for again, a few times, then is
 * a failure; so is one that says that there is nothing, before it is believed. Kept in the listing
 * cache are the windows whose last listing day is over, so that they can no longer grow, unless
 * they hold nothing or what cannot be read: {@code CATEGORIES/FROM-UNTIL/START.xml}.
 */
final class ApiLister implements Lister {
  /** The most entries of one answer, and of all answers to one query (api/user-manual). */
  static final int SLICE = 2000;

  static final int QUERY_LIMIT = 30_000;

  /** How often a page that is too short is asked for. */
  static final int ATTEMPTS = 5;

  /** Listing days of a first window: four weeks, some 8,000 papers of cs.LG and cs.AI. */
  private static final int WINDOW_DAYS = 20;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

  private final ListRequest request;
  private final ArxivClient client;
  private final AnnouncementCalendar calendar;
  private final InferredDays days;
  private final Set<String> seen = new HashSet<>();

  ApiLister(ListRequest request, ArxivClient client, AnnouncementCalendar calendar) {
    this.request = request;
    this.client = client;
    this.calendar = calendar;
    this.days = new InferredDays(request, calendar);
  }

  @Override
  public void list(ListingSink sink) throws IOException, InterruptedException {
    List<LocalDate> announced = days.announced();
    for (int i = 0; i < announced.size(); i += WINDOW_DAYS) {
      listWindow(announced.subList(i, Math.min(i + WINDOW_DAYS, announced.size())), sink);
    }
    days.emit(sink);
  }

  /** Lists what was submitted for these listing days. */
  private void listWindow(List<LocalDate> window, ListingSink sink)
      throws IOException, InterruptedException {
    Query query = query(window);
    AtomFeed page = page(query, 0);
    if (page.total() > QUERY_LIMIT) {
      if (window.size() == 1) {
        throw new ListingException(
            FailureKind.INCOMPLETE,
            Remedy.LIST_FROM_OAI,
            "arXiv's API has %d papers for the one day %s, more than the %d it gives out (%s)"
                .formatted(page.total(), window.get(0), QUERY_LIMIT, query.uri(0)));
      }
      int half = window.size() / 2;
      listWindow(window.subList(0, half), sink);
      listWindow(window.subList(half, window.size()), sink);
      return;
    }
    Set<String> ids = new HashSet<>();
    int bad = page.bad().size();
    take(query.uri(0), page, ids, sink);
    for (int start = SLICE; start < page.total(); start += SLICE) {
      page = page(query, start);
      bad += page.bad().size();
      take(query.uri(start), page, ids, sink);
    }
    if (ids.size() + bad < page.total()) {
      client.cache().delete(query.paths(page.total()));
      throw new ListingException(
          FailureKind.CONTRADICTION,
          Remedy.LIST_FROM_OAI,
          "arXiv's API said %d papers and gave %d different ones (%s); run again"
              .formatted(page.total(), ids.size(), query.uri(0)));
    }
  }

  private void take(URI from, AtomFeed page, Set<String> ids, ListingSink sink) {
    page.bad().forEach(entry -> sink.bad(from.toString(), entry));
    for (AtomEntry entry : page.entries()) {
      ids.add(entry.id());
      LocalDate day = days.dayOf(entry.published());
      // Windows end and begin at the same minute: what is submitted in it comes twice.
      if (day != null && seen.add(entry.id())) {
        days.countPaper(day);
        AnnounceType type = ArxivCategories.firstType(request.getCategories(), entry.categories());
        if (request.getAnnounceTypes().contains(type)) {
          sink.paper(paper(entry, day, type));
        }
      }
    }
  }

  private static ListedPaper paper(AtomEntry entry, LocalDate day, AnnounceType type) {
    return ListedPaper.builder()
        .setArxivId(entry.id())
        .setVersion(entry.version())
        .setDate(day.toString())
        .setDateBasis(DateBasis.INFERRED)
        .setAnnounceType(type)
        .setTitle(entry.title())
        .setAuthors(entry.authors())
        .setAbstractText(entry.abstractText())
        .setCategories(entry.categories())
        .setSubmitted(entry.published().toString())
        .build();
  }

  /** One page, whole: kept from an earlier run, or asked for until it is. */
  private AtomFeed page(Query query, int start) throws IOException, InterruptedException {
    String kept = query.settled() ? client.kept(query.path(start)) : null;
    AtomFeed known = kept == null ? null : AtomFeed.parse(kept);
    if (known != null && known.total() > 0) {
      return known;
    }
    URI uri = query.uri(start);
    AtomFeed page = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      ArxivClient.Read<AtomFeed> read = client.read(uri, AtomFeed::parse);
      page = read.value();
      boolean whole = page.total() > QUERY_LIMIT || page.size() >= expected(page, start);
      // Every window holds a day with a listing: that there is nothing is not believed at once.
      if (whole && (page.total() > 0 || attempt >= ArxivClient.ATTEMPTS_AT_NOTHING)) {
        if (query.settled() && page.total() > 0 && page.bad().isEmpty()) {
          client.cache().put(query.path(start), read.answer());
        }
        return page;
      }
      client.pause(attempt);
    }
    throw new ListingException(
        FailureKind.CONTRADICTION,
        Remedy.LIST_FROM_OAI,
        "arXiv's API says %d papers but gives %d of the %d from %d on, %d times (%s); run again later"
            .formatted(page.total(), page.size(), expected(page, start), start, ATTEMPTS, uri));
  }

  private static long expected(AtomFeed page, int start) {
    return Math.min(SLICE, Math.max(0, page.total() - start));
  }

  private Query query(List<LocalDate> window) {
    LocalDate last = window.get(window.size() - 1);
    return new Query(
        request.getApiUrl(),
        ArxivTaxonomy.namesOf(request.getCategories()),
        calendar.submissionsOf(window.get(0)).from(),
        calendar.submissionsOf(last).until(),
        request.getNow().atZone(FeedDates.EASTERN).toLocalDate().isAfter(last));
  }

  /** A search for the submissions of a stretch of time. */
  private record Query(
      String url, List<String> categories, Instant from, Instant until, boolean settled) {
    private String stretch(String between) {
      return MINUTE.format(from) + between + MINUTE.format(until);
    }

    String path(int start) {
      return "%s/%s/%05d.xml".formatted(String.join("+", categories), stretch("-"), start);
    }

    List<String> paths(long total) {
      List<String> paths = new ArrayList<>();
      for (int start = 0; start == 0 || start < total; start += SLICE) {
        paths.add(path(start));
      }
      return paths;
    }

    URI uri(int start) {
      String terms =
          categories.stream().map(ArxivCategories::searchTerm).collect(Collectors.joining(" OR "));
      String search = "(%s) AND submittedDate:[%s]".formatted(terms, stretch(" TO "));
      return URI.create(
          "%s?search_query=%s&sortBy=submittedDate&sortOrder=ascending&start=%d&max_results=%d"
              .formatted(url, URLEncoder.encode(search, StandardCharsets.UTF_8), start, SLICE));
    }
  }
}

package org.paperbeam.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.MonthIndex;
import org.paperbeam.digest.Ranking;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/**
 * Builds {@code site/} from the digests of an output folder. Every digest is read once, three
 * months of them are in memory at a time at the most, on as many threads as there are processors.
 * Only files that change are written, pages of days that have no digest any more are removed, and
 * nothing in a page depends on when it was built.
 */
public final class SiteBuilder {
  private static final int FEED_DAYS = 30;
  private static final int BEST_OF_A_TOPIC = 5;
  private static final int BEST_OF_A_YEAR = 50;

  private final @Nullable String siteUrl;
  private final DigestSource digests;
  private final Months months;
  private final SiteFiles files;
  private final List<String> dates;
  private final Map<String, ReaderTopics> topics = new ConcurrentHashMap<>();
  private final List<DayView> days = new ArrayList<>();
  private final List<DayPage> feed = new ArrayList<>();
  private final Map<String, List<PaperView>> bestOfYear = new TreeMap<>();
  private @Nullable DayPage newest;

  /** Hears of each month's digests, oldest month first, while they are in memory. */
  @FunctionalInterface
  interface Months {
    void month(String month, List<Digest> days) throws IOException;
  }

  private SiteBuilder(
      Folder site,
      RetainedFiles retained,
      @Nullable String siteUrl,
      DigestSource digests,
      Months months)
      throws IOException {
    this.siteUrl = siteUrl;
    this.digests = digests;
    this.months = months;
    this.files = new SiteFiles(site, retained);
    this.dates = digests.dates();
  }

  /** Builds or updates the site; throws {@link IOException} naming the file that failed. */
  public static void build(Folder output) throws IOException {
    RetainedFiles retained = new RetainedFiles();
    build(output, retained, null, DigestSource.stored(output), (month, days) -> {});
    retained.throwIfAny();
  }

  /** The same; what may not be replaced is remembered there, and the rest is built. */
  static void build(
      Folder output,
      RetainedFiles retained,
      @Nullable String siteUrl,
      DigestSource digests,
      Months months)
      throws IOException {
    new SiteBuilder(output.folder("site"), retained, siteUrl, digests, months).build();
  }

  private void build() throws IOException {
    files.assets();
    Map<String, List<String>> byMonth = group(dates, date -> date.substring(0, 7));
    List<String> keys = List.copyOf(byMonth.keySet());
    try (Workers workers = Workers.start()) {
      List<Future<DayPage>> next = keys.isEmpty() ? List.of() : days(workers, byMonth, keys.get(0));
      for (int i = 0; i < keys.size(); i++) {
        List<Future<DayPage>> pages = next;
        // The next month's days are under way while this one's pages are made.
        next = i + 1 == keys.size() ? List.of() : days(workers, byMonth, keys.get(i + 1));
        month(workers, keys.get(i), Workers.results(pages), neighbours(keys, i));
      }
      workers.finish();
    }
    List<PeriodView> monthViews = periods(DayView::month);
    List<PeriodView> yearViews = periods(DayView::year);
    years(yearViews, monthViews);
    files.page(
        "index.html",
        "home.jte",
        new HomePage(newest, newestFirst(monthViews), newestFirst(yearViews)));
    files.page("search/index.html", "search.jte", new SearchPage(newestFirst(monthViews)));
    files.page("starred/index.html", "starred.jte", new SearchPage(List.of()));
    files.text("feed.xml", new DayFeed(newestFirst(feed), siteUrl).write());
    files.text("papers.xml", new PaperFeed(newestFirst(feed), siteUrl).write());
    files.removeStale();
  }

  /** Most days of a folder have the same profile. */
  private ReaderTopics topics(Digest digest) {
    return topics.computeIfAbsent(ReaderTopics.text(digest.day()), ReaderTopics::of);
  }

  /** Begins the pages of a month's days. */
  private List<Future<DayPage>> days(
      Workers workers, Map<String, List<String>> byMonth, String month) {
    int first = Collections.binarySearch(dates, byMonth.get(month).get(0));
    List<Future<DayPage>> pages = new ArrayList<>();
    for (int i = first; i < first + byMonth.get(month).size(); i++) {
      int day = i;
      pages.add(workers.begin(() -> day(day)));
    }
    return pages;
  }

  private DayPage day(int i) throws IOException {
    Digest digest = digests.read(dates.get(i));
    DayPage page = DayPage.of(digest, topics(digest), at(dates, i - 1), at(dates, i + 1));
    files.page(digest.date() + "/index.html", "day.jte", page);
    return page;
  }

  private void month(
      Workers workers, String key, List<DayPage> pages, PeriodPage.Neighbours neighbours)
      throws IOException {
    int first = days.size();
    months.month(key, pages.stream().map(DayPage::digest).toList());
    pages.forEach(page -> days.add(DayView.of(page.digest())));
    for (int i = 0; i < pages.size(); i++) {
      if (first + i >= dates.size() - FEED_DAYS) {
        feed.add(pages.get(i));
      }
    }
    newest = pages.get(pages.size() - 1);
    List<PaperView> papers = best(pages);
    keepBest(key.substring(0, 4), papers);
    PeriodView view = new PeriodView(key, List.copyOf(days.subList(first, days.size())));
    List<String> names = newest.topics();
    workers.later(
        () ->
            files.page(
                key + "/index.html",
                "month.jte",
                new PeriodPage(
                    view,
                    neighbours,
                    List.of(),
                    names.isEmpty() ? List.of() : TopicGroup.of(papers, names, BEST_OF_A_TOPIC),
                    papers)));
    workers.later(
        () -> files.bytes("search/" + key + ".js", SearchData.write(key, inOrderOfDays(pages))));
  }

  /** A month's papers, best first, none twice. */
  private static List<PaperView> best(List<DayPage> pages) {
    Map<PaperRecord, PaperView> views = new IdentityHashMap<>();
    pages.forEach(page -> page.papers().forEach(view -> views.put(view.paper(), view)));
    return MonthIndex.best(pages.stream().map(DayPage::digest).toList()).stream()
        .map(views::get)
        .toList();
  }

  private void keepBest(String year, List<PaperView> papers) {
    List<PaperView> best = bestOfYear.computeIfAbsent(year, y -> new ArrayList<>());
    for (PaperView paper : papers.subList(0, Math.min(BEST_OF_A_YEAR, papers.size()))) {
      if (best.stream().noneMatch(other -> other.id().equals(paper.id()))) {
        best.add(paper);
      }
    }
    best.sort((a, b) -> Ranking.BEST_FIRST.compare(a.paper(), b.paper()));
    if (best.size() > BEST_OF_A_YEAR) {
      best.subList(BEST_OF_A_YEAR, best.size()).clear();
    }
  }

  private static List<PaperView> inOrderOfDays(List<DayPage> pages) {
    return pages.stream().flatMap(page -> page.papers().stream()).toList();
  }

  private void years(List<PeriodView> years, List<PeriodView> months) throws IOException {
    List<String> keys = years.stream().map(PeriodView::key).toList();
    for (int i = 0; i < years.size(); i++) {
      PeriodView year = years.get(i);
      files.page(
          year.key() + "/index.html",
          "year.jte",
          new PeriodPage(
              year,
              neighbours(keys, i),
              months.stream().filter(month -> month.year().equals(year.key())).toList(),
              List.of(),
              List.copyOf(bestOfYear.get(year.key()))));
    }
  }

  private List<PeriodView> periods(Function<DayView, String> key) {
    return group(days, key).entrySet().stream()
        .map(e -> new PeriodView(e.getKey(), e.getValue()))
        .toList();
  }

  private static <T> Map<String, List<T>> group(List<T> values, Function<T, String> key) {
    return values.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
  }

  private static <T> List<T> newestFirst(List<T> values) {
    List<T> reversed = new ArrayList<>(values);
    Collections.reverse(reversed);
    return reversed;
  }

  private static PeriodPage.Neighbours neighbours(List<String> keys, int i) {
    return new PeriodPage.Neighbours(at(keys, i - 1), at(keys, i + 1));
  }

  private static @Nullable String at(List<String> values, int index) {
    return index >= 0 && index < values.size() ? values.get(index) : null;
  }
}

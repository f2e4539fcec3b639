package org.paperbeam.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.Week;
import org.paperbeam.repeats.ShownPapers;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/**
 * Builds {@code site/} and the Markdown indexes from all digests of an output folder. Every digest
 * is read once, three months of them are in memory at a time at the most, on as many threads as
 * there are processors. Only files that change are written, pages of days that have no digest any
 * more are removed, and nothing in a page depends on when it was built.
 */
public final class SiteBuilder {
  private final @Nullable String siteUrl;
  private final DigestSource digests;
  private final SitePages pages;
  private final RetainedFiles retained;
  private final Summaries summaries;
  private final Folder output;
  private final ShownPapers.Additions shown = new ShownPapers.Additions();
  private final List<String> dates;
  private final List<String> weekKeys;
  private final List<DayView> days = new ArrayList<>();
  private final List<DayPage> newest = new ArrayList<>();
  private final SortedMap<String, SortedMap<String, YearSummary.Month>> years = new TreeMap<>();

  /** The days of weeks that are not written yet: the last one may go on in the next month. */
  private final TreeMap<String, List<DayPage>> weeks = new TreeMap<>();

  private SiteBuilder(
      Folder output, RetainedFiles retained, @Nullable String siteUrl, DigestSource digests)
      throws IOException {
    this.siteUrl = siteUrl;
    this.digests = digests;
    this.pages = SitePages.listed(output, retained, siteUrl);
    this.output = output;
    this.retained = retained;
    this.summaries = new Summaries(output, retained);
    this.dates = digests.dates();
    this.weekKeys = dates.stream().map(date -> Week.of(date).key()).distinct().toList();
  }

  /** Builds or updates the site; throws {@link IOException} naming the file that failed. */
  public static void build(Folder output) throws IOException {
    RetainedFiles retained = new RetainedFiles();
    build(output, retained, null, DigestSource.stored(output, retained));
    retained.throwIfAny();
  }

  /**
   * The same; what may not be replaced is remembered there, and the rest is built. Returns all days
   * that have pages now.
   */
  static SiteIndex build(
      Folder output, RetainedFiles retained, @Nullable String siteUrl, DigestSource digests)
      throws IOException {
    return new SiteBuilder(output, retained, siteUrl, digests).build();
  }

  private SiteIndex build() throws IOException {
    pages.assets();
    SortedMap<String, List<String>> byMonth =
        dates.stream()
            .collect(
                Collectors.groupingBy(
                    date -> date.substring(0, 7), TreeMap::new, Collectors.toList()));
    List<String> keys = List.copyOf(byMonth.keySet());
    try (Workers workers = Workers.start()) {
      List<Future<DayPage>> next = keys.isEmpty() ? List.of() : days(workers, byMonth, keys.get(0));
      for (int i = 0; i < keys.size(); i++) {
        List<Future<DayPage>> begun = next;
        // The next month's days are under way while this one's pages are made.
        next = i + 1 == keys.size() ? List.of() : days(workers, byMonth, keys.get(i + 1));
        month(workers, keys.get(i), Workers.results(begun), neighbours(keys, i));
      }
      weeks(workers, true);
      workers.finish();
    }
    SiteIndex index = new SiteIndex(Program.mark(siteUrl), days, List.of());
    for (String year : years.keySet()) {
      YearSummary summary = new YearSummary(years.get(year));
      pages.year(index, year, summary);
      summary.replace(summaries, year);
    }
    ShownPapers.in(output, retained::mended).addAll(shown);
    Collections.reverse(newest);
    pages.home(index, newest);
    pages.evaluations(output, retained);
    pages.removeStale();
    return index;
  }

  /** Begins the pages of a month's days. */
  private List<Future<DayPage>> days(
      Workers workers, SortedMap<String, List<String>> byMonth, String month) {
    int first = Collections.binarySearch(dates, byMonth.get(month).get(0));
    List<Future<DayPage>> begun = new ArrayList<>();
    for (int i = first; i < first + byMonth.get(month).size(); i++) {
      int day = i;
      begun.add(
          workers.begin(() -> pages.day(digests.read(dates.get(day)), neighbours(dates, day))));
    }
    return begun;
  }

  private void month(
      Workers workers, String key, List<DayPage> ofDays, PeriodPage.Neighbours neighbours)
      throws IOException {
    int first = days.size();
    List<Digest> all = ofDays.stream().map(DayPage::digest).toList();
    pages.index(key, neighbours, all);
    all.forEach(shown::add);
    all.forEach(digest -> days.add(DayView.of(digest)));
    List<DayView> ofMonth = List.copyOf(days.subList(first, days.size()));
    for (int i = 0; i < ofDays.size(); i++) {
      if (first + i >= dates.size() - SitePages.FEED_DAYS) {
        newest.add(ofDays.get(i));
      }
    }
    years
        .computeIfAbsent(key.substring(0, 4), year -> new TreeMap<>())
        .put(key, YearSummary.Month.of(ofMonth, all));
    workers.later(() -> pages.month(new PeriodView(key, ofMonth), neighbours, ofDays));
    workers.later(() -> pages.search(key, ofDays));
    for (DayPage day : ofDays) {
      weeks.computeIfAbsent(Week.of(day.date()).key(), week -> new ArrayList<>()).add(day);
    }
    weeks(workers, false);
  }

  /** Begins the pages of the weeks that are whole: all but the last one, or all at the end. */
  private void weeks(Workers workers, boolean all) throws IOException {
    while (weeks.size() > (all ? 0 : 1)) {
      Map.Entry<String, List<DayPage>> week = weeks.pollFirstEntry();
      PeriodView view =
          new PeriodView(
              week.getKey(),
              week.getValue().stream().map(day -> DayView.of(day.digest())).toList());
      PeriodPage.Neighbours neighbours =
          neighbours(weekKeys, Collections.binarySearch(weekKeys, week.getKey()));
      workers.later(() -> pages.week(view, neighbours, week.getValue()));
    }
  }

  private static PeriodPage.Neighbours neighbours(List<String> keys, int i) {
    return new PeriodPage.Neighbours(at(keys, i - 1), at(keys, i + 1));
  }

  private static @Nullable String at(List<String> values, int index) {
    return index >= 0 && index < values.size() ? values.get(index) : null;
  }
}

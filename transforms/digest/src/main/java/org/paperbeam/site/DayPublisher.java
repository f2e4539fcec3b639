package org.paperbeam.site;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.Week;
import org.paperbeam.json.Seal;
import org.paperbeam.repeats.ShownPapers;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.storage.StoredFile;

/**
 * Makes the pages that some days change, and no other. It reads the summaries of the days' months,
 * of their years, and of the months whose days are in the feeds.
 *
 * <p>What is to be made is noted in the {@link SiteIndex} before anything is, and struck out after
 * all of it is. Both under conditions: who finds that somebody else has published a day meanwhile
 * makes all pages again that it has made, so that the last of two sees the days of both. To be used
 * once, by one thread.
 */
final class DayPublisher {
  static final String INDEX = "days.json";

  /** Digests in memory: those of the day's month, and of the months in the feeds. */
  private static final int MONTHS_IN_MEMORY = 4;

  private final Folder output;
  private final RetainedFiles retained;
  private final @Nullable String siteUrl;
  private final Summaries summaries;
  private final Map<String, MonthSummary> months = new LinkedHashMap<>(16, 0.75f, true);

  /** The periods whose pages this one must see to, also those that it has made before. */
  private final SortedSet<String> mine = new TreeSet<>();

  /** Whether a retention policy keeps the index as it is. */
  private boolean kept;

  DayPublisher(Folder output, RetainedFiles retained, @Nullable String siteUrl) {
    this.siteUrl = siteUrl;
    this.output = output;
    this.retained = retained;
    this.summaries = new Summaries(output, retained);
  }

  /**
   * Makes the pages.
   *
   * @param dates whose digests may have been written, replaced or removed
   * @param periods whose pages are to be made whatever the index says
   * @return false when there is no index, or another program's, so that all pages must be made
   */
  boolean publish(Collection<String> dates, Set<String> periods) throws IOException {
    mine.addAll(periods);
    while (true) {
      months.clear();
      StoredFile stored = summaries.find(INDEX);
      SiteIndex index = read(stored);
      if (index == null || output.find("site/index.html") == null) {
        return false;
      }
      SiteIndex now = index;
      for (String month : months(dates, index.pending())) {
        addShown(index, month(month));
        now = now.withMonth(month, month(month).days());
      }
      mine.addAll(now.pending());
      if (mine.isEmpty()) {
        return true;
      }
      if (now.equals(index) || write(stored, now)) {
        try {
          make(now);
        } catch (PagesMovedException again) {
          continue;
        }
        if (strikeOut(now)) {
          return true;
        }
      }
    }
  }

  /** Before the index knows the days, so that they are added after a crash, too. */
  private void addShown(SiteIndex index, MonthSummary month) throws IOException {
    List<Digest> changed = new ArrayList<>();
    for (int i = 0; i < month.days().size(); i++) {
      if (!index.days().contains(month.days().get(i))) {
        changed.add(month.digests().get(i));
      }
    }
    ShownPapers.in(output, retained::mended).add(changed);
  }

  private @Nullable SiteIndex read(@Nullable StoredFile stored) throws IOException {
    String program = Program.mark(siteUrl);
    return summaries.read(INDEX, stored, text -> SiteIndex.read(text, program));
  }

  /** The months whose digests are looked at. */
  private Set<String> months(Collection<String> dates, List<String> pending) {
    Set<String> keys = new TreeSet<>();
    List<String> periods = new ArrayList<>(dates);
    periods.addAll(pending);
    periods.addAll(mine);
    for (String period : periods) {
      if (period.length() == Week.KEY) {
        LocalDate monday = Week.ofKey(period).monday();
        keys.add(monday.toString().substring(0, "2025-03".length()));
        keys.add(monday.plusDays(6).toString().substring(0, "2025-03".length()));
      } else if (period.length() >= "2025-03".length()) {
        keys.add(period.substring(0, "2025-03".length()));
      }
    }
    return keys;
  }

  private MonthSummary month(String key) throws IOException {
    MonthSummary known = months.get(key);
    if (known == null) {
      known = MonthSummary.of(output, key, retained);
      months.put(key, known);
      if (months.size() > MONTHS_IN_MEMORY) {
        months.remove(months.keySet().iterator().next());
      }
    }
    return known;
  }

  /** The same, of which the index must know. */
  private MonthSummary month(SiteIndex index, String key) throws IOException, PagesMovedException {
    MonthSummary month = month(key);
    if (!month.days().equals(index.in(key))) {
      // To be looked at before the next time.
      mine.add(key);
      throw new PagesMovedException(key);
    }
    return month;
  }

  private boolean write(@Nullable StoredFile stored, SiteIndex index) throws IOException {
    Summaries.Written written = summaries.write(stored, INDEX, index.text());
    kept |= written == Summaries.Written.KEPT;
    return written != Summaries.Written.OTHERS;
  }

  /** Notes that nothing is pending, unless somebody has published a day meanwhile. */
  private boolean strikeOut(SiteIndex made) throws IOException {
    if (kept) {
      return true;
    }
    StoredFile stored = summaries.find(INDEX);
    return stored != null
        && stored.text().equals(Seal.lines(made.text()))
        && (made.pending().isEmpty() || write(stored, made.done()));
  }

  private void make(SiteIndex index) throws IOException, PagesMovedException {
    SitePages pages = SitePages.asked(output, retained, siteUrl);
    SortedMap<String, List<String>> byMonth = new TreeMap<>();
    List<String> years = new ArrayList<>();
    List<String> weeks = new ArrayList<>();
    for (String period : mine) {
      if (period.length() < "2025-03".length()) {
        years.add(period);
      } else if (period.length() == Week.KEY) {
        weeks.add(period);
      } else {
        byMonth
            .computeIfAbsent(period.substring(0, "2025-03".length()), key -> new ArrayList<>())
            .add(period);
      }
    }
    for (String month : byMonth.keySet()) {
      MonthSummary summary = month(index, month);
      for (String period : byMonth.get(month)) {
        if (period.equals(month)) {
          month(pages, index, month, summary);
        } else if (index.has(period)) {
          pages.day(summary.digest(period), index.neighbours(period));
        } else {
          pages.remove(period);
        }
      }
    }
    for (String week : weeks) {
      week(pages, index, week);
    }
    for (String year : years) {
      if (index.in(year).isEmpty()) {
        pages.remove(year);
        summaries.delete(year + ".json");
      } else {
        pages.year(
            index, year, YearSummary.of(summaries, year, index, month -> month(index, month)));
      }
    }
    List<DayPage> newest = new ArrayList<>();
    for (DayView day : index.newest(SitePages.FEED_DAYS)) {
      newest.add(pages.view(month(index, day.month()).digest(day.date())));
    }
    pages.home(index, newest);
  }

  private void week(SitePages pages, SiteIndex index, String week)
      throws IOException, PagesMovedException {
    List<DayView> days = index.in(week);
    if (days.isEmpty()) {
      pages.remove(week);
      return;
    }
    List<DayPage> views = new ArrayList<>();
    for (DayView day : days) {
      views.add(pages.view(month(index, day.month()).digest(day.date())));
    }
    pages.week(new PeriodView(week, days), index.neighbours(week), views);
  }

  private static void month(SitePages pages, SiteIndex index, String month, MonthSummary summary)
      throws IOException {
    if (summary.digests().isEmpty()) {
      pages.remove(month);
      return;
    }
    List<DayPage> views = summary.digests().stream().map(pages::view).toList();
    pages.month(new PeriodView(month, summary.days()), index.neighbours(month), views);
    pages.search(month, views);
    pages.index(month, index.neighbours(month), summary.digests());
  }
}

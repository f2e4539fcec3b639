package org.paperbeam.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.digest.MonthIndex;
import org.paperbeam.storage.Folder;

/**
 * Builds {@code site/} from the digests of an output folder. Every digest is read once, a month of
 * them is in memory at a time. Only files that change are written, pages of days that have no
 * digest any more are removed, and nothing in a page depends on when it was built.
 */
public final class SiteBuilder {
  private static final int RECENT_DAYS = 20;
  private static final int FEED_DAYS = 30;

  private final Folder output;
  private final SiteFiles files;
  private final List<String> dates;
  private final List<DayView> days = new ArrayList<>();
  private final List<Feed.Entry> feed = new ArrayList<>();
  private @Nullable DayPage newest;

  private SiteBuilder(Folder output) throws IOException {
    this.output = output;
    this.files = new SiteFiles(output.folder("site"));
    this.dates = DigestFiles.dates(output);
  }

  /** Builds or updates the site; throws {@link IOException} naming the file that failed. */
  public static void build(Folder output) throws IOException {
    new SiteBuilder(output).build();
  }

  private void build() throws IOException {
    Map<String, List<String>> months = group(dates, date -> date.substring(0, 7));
    List<String> keys = List.copyOf(months.keySet());
    for (int i = 0; i < keys.size(); i++) {
      month(keys.get(i), months.get(keys.get(i)), at(keys, i - 1), at(keys, i + 1));
    }
    List<PeriodView> monthViews = periods(DayView::month);
    List<PeriodView> yearViews = periods(DayView::year);
    years(yearViews, monthViews);
    files.page(
        "index.html",
        "home.jte",
        new HomePage(
            newest,
            newestFirst(last(days, RECENT_DAYS)),
            newestFirst(monthViews),
            newestFirst(yearViews)));
    files.text("feed.xml", Feed.write(newestFirst(feed)));
    files.resource("paperbeam.css");
    files.resource("paperbeam.svg");
    files.removeStale();
  }

  private void month(
      String key, List<String> monthDates, @Nullable String previous, @Nullable String next)
      throws IOException {
    List<Digest> digests = new ArrayList<>();
    List<DayView> views = new ArrayList<>();
    for (String date : monthDates) {
      Digest digest = DigestFiles.read(output, date);
      int i = days.size();
      newest = new DayPage(digest, at(dates, i - 1), at(dates, i + 1));
      files.page(date + "/index.html", "day.jte", newest);
      if (i >= dates.size() - FEED_DAYS) {
        feed.add(Feed.Entry.of(digest));
      }
      digests.add(digest);
      views.add(DayView.of(digest));
      days.add(DayView.of(digest));
    }
    files.page(
        key + "/index.html",
        "month.jte",
        new PeriodPage(
            new PeriodView(key, views),
            previous,
            next,
            List.of(),
            PaperView.of(MonthIndex.best(digests))));
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
              at(keys, i - 1),
              at(keys, i + 1),
              months.stream().filter(month -> month.year().equals(year.key())).toList(),
              List.of()));
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

  private static <T> List<T> last(List<T> values, int count) {
    return values.subList(Math.max(0, values.size() - count), values.size());
  }

  private static <T> List<T> newestFirst(List<T> values) {
    List<T> reversed = new ArrayList<>(values);
    java.util.Collections.reverse(reversed);
    return reversed;
  }

  private static @Nullable String at(List<String> values, int index) {
    return index >= 0 && index < values.size() ? values.get(index) : null;
  }
}

package org.paperbeam.site;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Week;

/**
 * The first page.
 *
 * @param newest the newest day; null when there is no digest yet
 * @param months newest first
 * @param years newest first
 * @param feeds of the newest day's topics
 */
record HomePage(
    @Nullable DayPage newest,
    List<PeriodView> months,
    List<PeriodView> years,
    List<TopicFile> feeds) {
  private static final int SHEETS = 3;
  private static final int BEST = 10;

  /** The feeds of topics: those of the profile as it is now. */
  static List<TopicFile> feeds(List<DayPage> newest) {
    return newest.isEmpty() ? List.of() : TopicFile.of(newest.get(0).topics());
  }

  /** The newest months' sheets, newest first. */
  List<Calendar> calendars() {
    return Calendar.of(months.subList(0, Math.min(SHEETS, months.size())));
  }

  /** The key of the newest day's week. */
  String week() {
    return newest == null ? "" : Week.of(newest.date()).key();
  }

  List<PaperView> best() {
    List<PaperView> papers = newest == null ? List.of() : newest.papers();
    return papers.subList(0, Math.min(BEST, papers.size()));
  }

  boolean hasMath() {
    return best().stream().anyMatch(PaperView::titleHasMath);
  }
}

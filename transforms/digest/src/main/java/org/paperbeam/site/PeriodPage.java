package org.paperbeam.site;

import java.util.List;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Week;

/**
 * The page of a month, a week or a year.
 *
 * @param neighbours the keys of the periods before and after that have a digest
 * @param parts a year's months, oldest first; empty for a month and a week
 * @param table how many papers each topic has
 * @param topics the best papers of each topic
 * @param papers best first, none twice: all of a month or a week, the first of a year
 */
record PeriodPage(
    PeriodView period,
    Neighbours neighbours,
    List<PeriodView> parts,
    TopicTable table,
    List<TopicGroup> topics,
    List<PaperView> papers) {

  /** The keys before and after; null for none. */
  record Neighbours(@Nullable String previous, @Nullable String next) {}

  boolean isWeek() {
    return period.key().length() == Week.KEY;
  }

  /** A month or a year in words. */
  String periodName(String key) {
    return Dates.period(key);
  }

  /** The sheets that show its days; none for a week, which the picture shows whole. */
  List<Calendar> sheets() {
    return isWeek() ? List.of() : calendars();
  }

  List<Calendar> calendars() {
    return Calendar.of(parts.isEmpty() ? List.of(period) : parts);
  }

  /**
   * What the page's script loads the papers of: a year's months, a month itself, a week's days; all
   * of them have a file of papers.
   */
  String data() {
    if (!parts.isEmpty()) {
      return parts.stream().map(PeriodView::key).collect(Collectors.joining(" "));
    }
    return isWeek()
        ? period.days().stream().map(DayView::date).collect(Collectors.joining(" "))
        : period.key();
  }

  /** Whether all papers of the period stand there. */
  boolean isWhole() {
    return parts.isEmpty()
        || period.days().stream().mapToInt(DayView::selected).sum() <= papers.size();
  }

  DaysChart chart() {
    return DaysChart.of(period.days());
  }

  boolean hasMath() {
    return papers.stream().anyMatch(PaperView::listHasMath)
        || topics.stream().anyMatch(t -> t.best().stream().anyMatch(PaperView::listHasMath));
  }
}

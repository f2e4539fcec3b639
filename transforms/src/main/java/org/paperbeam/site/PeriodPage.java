package org.paperbeam.site;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The page of a month or a year.
 *
 * @param neighbours the keys of the periods before and after that have a digest
 * @param parts a year's months, oldest first; empty for a month
 * @param topics the best papers of each topic
 * @param papers best first, none twice: all of a month, the first of a year
 */
record PeriodPage(
    PeriodView period,
    Neighbours neighbours,
    List<PeriodView> parts,
    List<TopicGroup> topics,
    List<PaperView> papers) {

  /** The keys before and after; null for none. */
  record Neighbours(@Nullable String previous, @Nullable String next) {}

  List<Calendar> calendars() {
    return Calendar.of(parts.isEmpty() ? List.of(period) : parts);
  }

  DaysChart chart() {
    return DaysChart.of(period.days());
  }

  boolean hasMath() {
    return papers.stream().anyMatch(PaperView::titleHasMath)
        || topics.stream().anyMatch(t -> t.best().stream().anyMatch(PaperView::titleHasMath));
  }
}

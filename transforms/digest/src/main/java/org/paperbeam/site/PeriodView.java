package org.paperbeam.site;

import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Money;
import org.paperbeam.digest.Week;

/**
 * A month, a week or a year in numbers.
 *
 * @param key {@code YYYY-MM}, {@code YYYY-Www} or {@code YYYY}
 * @param days oldest first, never empty
 */
record PeriodView(String key, List<DayView> days) {
  String name() {
    return Dates.period(key);
  }

  String year() {
    return key.substring(0, 4);
  }

  /** The weeks that have days of it, oldest first. */
  List<Week> weeks() {
    return days.stream().map(day -> Week.of(day.date())).distinct().toList();
  }

  /** The months that have days of it, oldest first. */
  List<String> months() {
    return days.stream().map(DayView::month).distinct().toList();
  }

  /** The first and last of its days in words. */
  String span() {
    String first = Dates.brief(days.get(0).date());
    String last = Dates.brief(days.get(days.size() - 1).date());
    return first.equals(last) ? first : first + " to " + last;
  }

  String scanned() {
    return Counts.of(days.stream().mapToLong(DayView::scanned).sum());
  }

  String selected() {
    return Counts.of(days.stream().mapToLong(DayView::selected).sum());
  }

  /** The cost of all days; unknown when that of any day is. */
  String cost() {
    @Nullable Double sum = 0.0;
    for (DayView day : days) {
      Double cost = day.costUsd();
      sum = sum == null || cost == null ? null : (Double) (sum + cost);
    }
    return Money.format(sum);
  }

  /** The period in one sentence. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%s of %s papers selected on %d %s. Cost: %s.",
        selected(),
        scanned(),
        days.size(),
        days.size() == 1 ? "day" : "days",
        cost());
  }
}

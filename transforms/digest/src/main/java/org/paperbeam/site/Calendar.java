package org.paperbeam.site;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A month as a sheet of weeks, Monday first, with its days' counts.
 *
 * @param weeks seven cells each
 */
record Calendar(String key, List<List<Cell>> weeks) {
  /**
   * A cell.
   *
   * @param number the day of the month; 0 for a cell outside the month
   * @param day null when the date has no digest
   * @param heat 0 to 5
   */
  record Cell(int number, @Nullable DayView day, int heat) {}

  /**
   * The sheet of a month.
   *
   * @param most the count that is shown strongest
   */
  static Calendar of(PeriodView month, int most) {
    Map<Integer, DayView> days = new HashMap<>();
    month.days().forEach(day -> days.put(LocalDate.parse(day.date()).getDayOfMonth(), day));
    YearMonth sheet = YearMonth.parse(month.key());
    List<Cell> cells = new ArrayList<>();
    for (int i = 1; i < sheet.atDay(1).getDayOfWeek().getValue(); i++) {
      cells.add(new Cell(0, null, 0));
    }
    for (int i = 1; i <= sheet.lengthOfMonth(); i++) {
      DayView day = days.get(i);
      cells.add(new Cell(i, day, day == null ? 0 : day.heat(most)));
    }
    while (cells.size() % 7 != 0) {
      cells.add(new Cell(0, null, 0));
    }
    List<List<Cell>> weeks = new ArrayList<>();
    for (int i = 0; i < cells.size(); i += 7) {
      weeks.add(List.copyOf(cells.subList(i, i + 7)));
    }
    return new Calendar(month.key(), List.copyOf(weeks));
  }

  /** The sheets of some months, in one scale. */
  static List<Calendar> of(List<PeriodView> months) {
    int most =
        months.stream().flatMap(m -> m.days().stream()).mapToInt(DayView::selected).max().orElse(0);
    return months.stream().map(month -> of(month, most)).toList();
  }

  String name() {
    return Dates.period(key);
  }
}

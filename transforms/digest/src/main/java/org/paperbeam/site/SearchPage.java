package org.paperbeam.site;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The search page.
 *
 * @param months newest first
 */
record SearchPage(List<PeriodView> months) {
  /** What the script needs to know: month and number of papers, e.g. {@code 2025-04:213 ...}. */
  String data() {
    return months.stream()
        .map(m -> m.key() + ":" + m.days().stream().mapToInt(DayView::selected).sum())
        .collect(Collectors.joining(" "));
  }
}

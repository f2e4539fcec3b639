package org.paperbeam.digest;

import java.util.Locale;
import org.paperbeam.records.DayAudit;

/** What the pre-filter did on a day, in one line of the totals. */
final class FilterTotals {
  private FilterTotals() {}

  static String line(DayAudit filter) {
    return String.format(
        Locale.ROOT,
        "Total papers ruled out unread by the pre-filter: %d (audit: %d more were read all the"
            + " same, of which %d belonged into the digest; by all runs before this one the filter"
            + " keeps at least %.1f %% of the relevant papers, with %s %% confidence)",
        filter.getRuledOut(),
        filter.getAudited(),
        filter.getAuditFound(),
        // Rounded down: what is printed must hold.
        Math.floor(filter.getRecallLower() * 1000) / 10,
        percent(filter.getConfidence()));
  }

  private static String percent(double share) {
    double percent = Math.floor(share * 1000) / 10;
    return percent == Math.rint(percent) ? "" + (long) percent : "" + percent;
  }
}

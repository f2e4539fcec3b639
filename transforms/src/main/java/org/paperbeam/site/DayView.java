package org.paperbeam.site;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.Money;

/** What lists of days show of a day: small, so that all days fit into memory. */
record DayView(String date, long scanned, int selected, long unscored, @Nullable Double costUsd) {
  static DayView of(Digest digest) {
    return new DayView(
        digest.date(),
        digest.scanned(),
        digest.papers().size(),
        digest.summary().getUnscored(),
        Money.total(digest.day().getUsage()));
  }

  String month() {
    return date.substring(0, 7);
  }

  String year() {
    return date.substring(0, 4);
  }

  String briefDate() {
    return Dates.brief(date);
  }
}

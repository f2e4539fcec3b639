package org.paperbeam.site;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.Money;

/** What calendars and pictures show of a day: small, so that all days fit into memory. */
record DayView(
    String date,
    long scanned,
    int selected,
    long unscored,
    boolean complete,
    @Nullable Double costUsd) {
  static DayView of(Digest digest) {
    return new DayView(
        digest.date(),
        digest.scanned(),
        digest.papers().size(),
        digest.summary().getUnscored(),
        digest.summary().isComplete(),
        Money.total(digest.day().getUsage()));
  }

  String month() {
    return date.substring(0, 7);
  }

  String year() {
    return date.substring(0, 4);
  }

  String dayOfMonth() {
    return Integer.toString(Integer.parseInt(date.substring(8)));
  }

  String briefDate() {
    return Dates.brief(date);
  }

  /** How strong a heat map shows the day: 0 for no paper, else 1 to 5. */
  int heat(int most) {
    return selected == 0 ? 0 : 1 + Math.min(4, 5 * (selected - 1) / Math.max(most, 1));
  }
}

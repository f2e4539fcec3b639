package org.paperbeam.site;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.digest.Money;
import org.paperbeam.hash.Sha256;

/**
 * What calendars and pictures show of a day: small, so that all days fit into memory and into one
 * file.
 *
 * @param mark another one whenever anything in the day's digest is another
 */
record DayView(
    String date,
    long scanned,
    int selected,
    long unscored,
    boolean complete,
    @Nullable Double costUsd,
    String mark) {
  private static final int MARK = 16;

  static DayView of(Digest digest) {
    return of(digest, DigestFiles.text(digest));
  }

  /**
   * Of a digest whose text is known.
   *
   * @param text see {@link DigestFiles#text}
   */
  static DayView of(Digest digest, String text) {
    return new DayView(
        digest.date(),
        digest.scanned(),
        digest.papers().size(),
        digest.summary().getUnscored(),
        digest.summary().isComplete(),
        Money.total(digest.day().getUsage()),
        Sha256.of(text).substring(0, MARK));
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

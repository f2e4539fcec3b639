package org.paperbeam.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.paperbeam.digest.Notice;
import org.paperbeam.records.DayManifest;

/** Says of a day that it was filled in later. */
final class Backfill {
  /**
   * A run in the evening of the day, or on the morning after it, is an ordinary one wherever its
   * clock stands.
   */
  private static final int USUAL_DAYS = 1;

  private Backfill() {}

  /** The notice of a day that was made later than on the day after its announcement, by UTC. */
  static Optional<Notice> notice(DayManifest day) {
    LocalDate announced = LocalDate.parse(day.getDate());
    LocalDate made = Instant.parse(day.getGenerated()).atZone(ZoneOffset.UTC).toLocalDate();
    if (!made.isAfter(announced.plusDays(USUAL_DAYS))) {
      return Optional.empty();
    }
    return Optional.of(
        new Notice(
            Notice.Kind.BACKFILLED,
            String.format(
                "Backfilled: this digest was made later, on %s.", Dates.inWords(made.toString()))));
  }
}

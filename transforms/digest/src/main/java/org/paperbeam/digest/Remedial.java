package org.paperbeam.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.records.DayManifest;

/** Tells the days that were filled in later from those of their morning. */
public final class Remedial {
  /**
   * A run in the evening of the day, or on the morning after it, is an ordinary one wherever its
   * clock stands.
   */
  private static final int USUAL_DAYS = 1;

  private static final DateTimeFormatter AMERICAN =
      DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);

  private Remedial() {}

  /**
   * The date, by UTC, on which a day was first published, when that is later than on the day after
   * its announcement; else null.
   */
  public static @Nullable LocalDate published(DayManifest day) {
    LocalDate made = Instant.parse(day.published()).atZone(ZoneOffset.UTC).toLocalDate();
    return made.isAfter(LocalDate.parse(day.getDate()).plusDays(USUAL_DAYS)) ? made : null;
  }

  /** What is said of such a day, a sentence a paragraph; none for any other. */
  static List<Notice> notices(DayManifest day) {
    LocalDate made = published(day);
    String date = AMERICAN.format(LocalDate.parse(day.getDate()));
    return made == null
        ? List.of()
        : List.of(
            new Notice(
                Notice.Kind.REMEDIAL,
                "This is a remedial run for missed papers from " + date + " to " + date + "."),
            new Notice(
                Notice.Kind.REMEDIAL, "Results generated on " + AMERICAN.format(made) + "."));
  }
}

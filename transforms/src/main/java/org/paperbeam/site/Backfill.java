package org.paperbeam.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.Notice;

/**
 * Says of a day that it was filled in later, and what that means.
 *
 * @param line in a few words, that a phone shows on one line
 * @param sentences the same in full
 */
record Backfill(String line, List<String> sentences) {
  /**
   * A run in the evening of the day, or on the morning after it, is an ordinary one wherever its
   * clock stands.
   */
  private static final int USUAL_DAYS = 1;

  /**
   * Of a day that was made later than on the day after its announcement, by UTC, or whose dates are
   * inferred; null for any other.
   */
  static @Nullable Backfill of(Digest digest) {
    LocalDate announced = LocalDate.parse(digest.date());
    LocalDate made =
        Instant.parse(digest.day().getGenerated()).atZone(ZoneOffset.UTC).toLocalDate();
    boolean later = made.isAfter(announced.plusDays(USUAL_DAYS));
    List<String> sentences = new ArrayList<>();
    if (later) {
      sentences.add(
          "Backfilled: this digest was made later, on " + Dates.inWords(made.toString()) + ".");
    }
    digest.notices().stream()
        .filter(notice -> notice.kind() == Notice.Kind.INFERRED)
        .forEach(notice -> sentences.add(notice.text()));
    if (sentences.isEmpty()) {
      return null;
    }
    boolean inferred = sentences.size() > (later ? 1 : 0);
    return new Backfill(
        (later ? "Backfilled " + Dates.numeric(made.toString()) : "")
            + (later && inferred ? ", " : "")
            + (inferred ? (later ? "dates inferred" : "Dates inferred") : ""),
        List.copyOf(sentences));
  }
}

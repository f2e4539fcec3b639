package org.paperbeam.site;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.Notice;
import org.paperbeam.digest.Remedial;

/**
 * Says of a day that it was filled in later, and what that means.
 *
 * @param line in a few words, that a phone shows on one line
 * @param sentences the same in full
 */
record Backfill(String line, List<String> sentences) {
  /**
   * Of a day that was made later than on the day after its announcement, by UTC, or whose dates are
   * inferred; null for any other.
   */
  static @Nullable Backfill of(Digest digest) {
    LocalDate made = Remedial.published(digest.day());
    boolean later = made != null;
    List<String> sentences = new ArrayList<>();
    if (made != null) {
      sentences.add(
          "Backfilled: this digest was made later, on " + Dates.inWords(made.toString()) + ".");
      sentences.addAll(remedial(digest));
    }
    digest.notices().stream()
        .filter(notice -> notice.kind() == Notice.Kind.INFERRED)
        .forEach(notice -> sentences.add(notice.text()));
    if (sentences.isEmpty()) {
      return null;
    }
    boolean inferred =
        digest.notices().stream().anyMatch(notice -> notice.kind() == Notice.Kind.INFERRED);
    return new Backfill(
        (made != null ? "Backfilled " + Dates.numeric(made.toString()) : "")
            + (later && inferred ? ", " : "")
            + (inferred ? (later ? "dates inferred" : "Dates inferred") : ""),
        List.copyOf(sentences));
  }

  /** What Markdown and JSON say of it. */
  private static List<String> remedial(Digest digest) {
    return digest.notices().stream()
        .filter(notice -> notice.kind() == Notice.Kind.REMEDIAL)
        .map(Notice::text)
        .toList();
  }
}

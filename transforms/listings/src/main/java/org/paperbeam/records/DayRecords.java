package org.paperbeam.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;

/**
 * A whole day as its files hold it, checked: its numbers add up, and its papers stand oldest first.
 * Immutable.
 *
 * @param summary the day's numbers, counted from the records
 * @param records one for every listed paper
 * @param unscored why the papers with the outcome {@code unscored} have none
 */
public record DayRecords(
    DayManifest manifest,
    DaySummary summary,
    List<PaperRecord> records,
    List<UnscoredPaper> unscored) {

  /** Sorts, counts and checks; throws {@link ConservationException} for a day that is not whole. */
  public static DayRecords of(
      DayManifest manifest, List<PaperRecord> records, List<UnscoredPaper> unscored) {
    DaySummary summary = DayCount.of(manifest, records);
    DayCount.checkUnscored(manifest, records, unscored);
    return new DayRecords(
        manifest,
        summary,
        records.stream()
            .sorted(Comparator.comparing(r -> r.getPaper().getArxivId(), ArxivId.OLDEST_FIRST))
            .toList(),
        unscored.stream()
            .sorted(Comparator.comparing(UnscoredPaper::getArxivId, ArxivId.OLDEST_FIRST))
            .toList());
  }

  /**
   * The same, first written at a time; null for one that is written for the first time. Only the
   * date counts, so that a run that was disturbed leaves the bytes of one that was not.
   */
  DayRecords firstPublished(@Nullable String time) {
    return time == null || utcDate(time).equals(utcDate(manifest.published()))
        ? this
        : new DayRecords(
            manifest.toBuilder().setFirstPublished(time).build(), summary, records, unscored);
  }

  private static LocalDate utcDate(String time) {
    return Instant.parse(time).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The announcement date, ISO. */
  public String date() {
    return manifest.getDate();
  }
}

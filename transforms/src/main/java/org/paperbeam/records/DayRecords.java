package org.paperbeam.records;

import java.util.Comparator;
import java.util.List;
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

  /** The announcement date, ISO. */
  public String date() {
    return manifest.getDate();
  }
}

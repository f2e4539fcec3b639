package org.paperbeam.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.ConservationException;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;

/**
 * Everything a day leaves in the output folder: its records, its dead letters, its digests. Written
 * in this order, so that a crash never leaves a digest that is newer than its records. The same day
 * written again leaves the same bytes, run ids and times in JSON apart. Safe for many threads and
 * workers that write different dates.
 */
public final class DayFiles {
  private DayFiles() {}

  /**
   * Writes a day over whatever stood there and returns its numbers. A date without an announcement
   * (a weekend, a holiday, a day to come) and without a paper leaves no file, and touches none.
   * Throws {@link ConservationException} before anything is written when the day does not add up,
   * and {@link RetainedException} when other records of the day stand there and may not be
   * replaced.
   */
  public static DaySummary write(
      Folder output, DayManifest manifest, List<PaperRecord> records, List<UnscoredPaper> unscored)
      throws IOException {
    DayRecords day = DayRecords.of(manifest, records, unscored);
    DaySummary summary = day.summary();
    if (manifest.getKind() != DayKind.ANNOUNCED && records.isEmpty()) {
      return summary;
    }
    List<String> warnings = new ArrayList<>(summary.getWarnings());
    DayRecords written = RecordFiles.write(output, day, warnings::add);
    try {
      boolean unused = DigestFiles.write(output, Digest.of(written), warnings::add);
    } catch (RetainedException e) {
      // Its records are right, and the digest can be made of them at any time.
      warnings.add("the digest of " + day.date() + " is not up to date: " + e.getMessage());
    }
    return summary.toBuilder().setWarnings(warnings).build();
  }
}

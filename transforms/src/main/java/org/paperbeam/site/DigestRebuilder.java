package org.paperbeam.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.digest.MonthIndex;
import org.paperbeam.records.ConservationException;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;

/** Makes everything that is published from the stored records alone. */
public final class DigestRebuilder {
  private DigestRebuilder() {}

  /**
   * Writes the digests of all days in {@code scores/}, the month indexes and the site; digests of
   * days without records are removed. Returns the number of days. Throws {@link IOException} or
   * {@link ConservationException} with one line that names the first day that cannot be read; the
   * days before it are written then.
   */
  public static int rebuild(Folder output) throws IOException {
    List<String> dates = RecordFiles.dates(output);
    try (Workers workers = Workers.start()) {
      workers.map(
          dates,
          date -> {
            DayRecords day = RecordFiles.read(output, date);
            if (day != null) {
              DigestFiles.write(output, Digest.of(day));
            }
            return date;
          });
    }
    List<String> gone = new ArrayList<>(DigestFiles.dates(output));
    gone.removeAll(dates);
    DigestFiles.delete(output, gone);
    MonthIndex.writeAll(output);
    SiteBuilder.build(output);
    return dates.size();
  }
}

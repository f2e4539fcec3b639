package org.paperbeam.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.records.ConservationException;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/** Makes everything that is published from the stored records alone. */
public final class DigestRebuilder {
  private DigestRebuilder() {}

  /**
   * Writes the digests of all days in {@code scores/}, the month indexes and the site; digests of
   * days without records are removed. Returns the number of days. Throws {@link IOException} or
   * {@link ConservationException} with one line that names the first day that cannot be read; the
   * days before it are written then. What a retention policy keeps is passed over, and named in an
   * {@link IOException} when all the rest is there.
   */
  public static int rebuild(Folder output) throws IOException {
    RetainedFiles retained = new RetainedFiles();
    List<String> dates = RecordFiles.dates(output);
    try (Workers workers = Workers.start()) {
      workers.map(
          dates,
          date -> {
            DayRecords day = RecordFiles.read(output, date);
            return day != null
                && retained.tryWrite(
                    output + "/digests/" + date.substring(0, 7) + "/" + date + ".json",
                    () -> {
                      DigestFiles.write(output, Digest.of(day));
                      return true;
                    });
          });
    }
    List<String> gone = new ArrayList<>(DigestFiles.dates(output));
    gone.removeAll(dates);
    DigestFiles.delete(output, gone);
    Pages.publish(output, retained);
    retained.throwIfAny();
    return dates.size();
  }
}

package org.paperbeam.testing.days;

import java.io.IOException;
import java.util.List;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;

/** Writes {@link Days} as a run would. */
public final class WrittenDays {
  private WrittenDays() {}

  /** Writes these papers as a whole day of that date. */
  public static void write(Folder output, String date, List<PaperRecord> papers)
      throws IOException {
    DayFiles.write(
        output,
        Days.manifest(papers.size()).setDate(date).setUsage(Days.usage(date)).build(),
        papers.stream()
            .map(r -> r.toBuilder().setPaper(r.getPaper().toBuilder().setDate(date).build()))
            .map(PaperRecord.Builder::build)
            .toList(),
        List.of());
  }
}

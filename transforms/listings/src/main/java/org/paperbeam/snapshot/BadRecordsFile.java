package org.paperbeam.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/** Keeps unreadable lines in one file, and says what they mean for the run. */
final class BadRecordsFile implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String FILE = "bad-records.jsonl";

  private final Folder folder;
  private final long maxBadRecords;

  /** The file in that folder; more lines than {@code maxBadRecords}, 0 or more, are a failure. */
  BadRecordsFile(Folder folder, long maxBadRecords) {
    this.folder = folder;
    this.maxBadRecords = maxBadRecords;
  }

  /** Writes all of a job's unreadable lines, at least one, and says one sentence about them. */
  void keep(List<BadRecord> all, Consumer<String> warnings, Consumer<RunFailure> failures)
      throws IOException {
    List<BadRecord> records = new ArrayList<>(all);
    records.sort(Comparator.comparing(BadRecord::getFile).thenComparing(BadRecord::getOffset));
    ObjectMapper json = new ObjectMapper();
    StringBuilder lines = new StringBuilder();
    long count = 0;
    for (BadRecord record : records) {
      count += record.getLines();
      lines
          .append(
              json.createObjectNode()
                  .put("file", record.getFile())
                  .put("offset", record.getOffset())
                  .put("lines", record.getLines())
                  .put("reason", record.getReason())
                  .put("excerpt", record.getExcerpt()))
          .append('\n');
    }
    RetainedFiles retained = new RetainedFiles();
    boolean unused =
        retained.tryWrite(folder + "/" + FILE, () -> folder.writeIfChanged(FILE, lines.toString()));
    retained.summary().ifPresent(warnings);
    String what =
        count
            + (count == 1 ? " line" : " lines")
            + " of the snapshot cannot be read, see "
            + folder
            + "/"
            + FILE
            + "; the first: "
            + records.get(0).describe();
    if (count > maxBadRecords) {
      failures.accept(
          SnapshotFailure.of(FailureKind.BROKEN, what)
              .withRemedy(Remedy.ALLOW_BAD_RECORDS, String.valueOf(count)));
    } else {
      warnings.accept(what);
    }
  }
}

package org.paperbeam.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/** Keeps unreadable lines in one file, and says what they mean for the run. */
final class KeepBadRecordsFn extends DoFn<KV<String, Iterable<BadRecord>>, String> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<String> WARNINGS = new TupleTag<>("warnings") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};

  private static final String FILE = "bad-records.jsonl";

  private final Folder folder;
  private final long maxBadRecords;

  KeepBadRecordsFn(Folder folder, long maxBadRecords) {
    this.folder = folder;
    this.maxBadRecords = maxBadRecords;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<BadRecord>> all, MultiOutputReceiver out)
      throws IOException {
    List<BadRecord> records = new ArrayList<>();
    all.getValue().forEach(records::add);
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
    retained.summary().ifPresent(out.get(WARNINGS)::output);
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
      out.get(FAILURES)
          .output(
              SnapshotFailure.of(FailureKind.BROKEN, what)
                  .withRemedy(Remedy.ALLOW_BAD_RECORDS, String.valueOf(count)));
    } else {
      out.get(WARNINGS).output(what);
    }
  }
}

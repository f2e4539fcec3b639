package org.paperbeam.export;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.Row;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;

/**
 * The rows of a day with one of the outcomes. A day that has none writes no file, so one that an
 * earlier export wrote for it is removed here.
 */
final class ReadDaysFn extends DoFn<String, Row> {
  private static final long serialVersionUID = 1L;

  private final Folder output;
  private final Set<Outcome> outcomes;
  private final Folder target;
  private final ExportFormat format;

  ReadDaysFn(Folder output, Set<Outcome> outcomes, Folder target, ExportFormat format) {
    this.output = output;
    this.outcomes = EnumSet.copyOf(outcomes);
    this.target = target;
    this.format = format;
  }

  /** Hands on the rows; throws {@link IOException} for a day that cannot be read. */
  @ProcessElement
  public void read(@Element String date, OutputReceiver<Row> rows) throws IOException {
    DayRecords day = RecordFiles.read(output, date);
    boolean any = false;
    for (PaperRecord record : day == null ? List.<PaperRecord>of() : day.records()) {
      if (outcomes.contains(record.getOutcome())) {
        rows.output(RecordRows.of(record));
        any = true;
      }
    }
    if (!any) {
      target.delete(target.list(ExportRecords.file(date, format)));
    }
  }
}

package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.days.InventedDays;

/** What runs have written, in other forms. */
public abstract class ExportContract extends Contract {
  private static final List<String> DAYS = List.of("2025-03-18", "2025-03-19");

  protected ExportContract(List<String> runner) {
    super(runner);
  }

  private void export(String format) {
    CommandResult result =
        call(
            "export",
            List.of(
                "--from=" + DAYS.get(0),
                "--to=" + DAYS.get(1),
                "--format=" + format,
                "--toPath=" + storage().path("table")));
    assertThat(result.text(), result.code(), is(0));
  }

  @Test
  void anExportAndItsRepeatHoldTheRowsOfTheDays() throws IOException {
    InventedDays.write(Folder.of(output().toString()));
    OutputFolder table = new OutputFolder(storage(), "table");
    export("parquet");
    export("jsonl");
    export("jsonl");
    assertThat(
        table.files(""),
        containsInAnyOrder(
            "day=2025-03-18/records.jsonl",
            "day=2025-03-18/records.parquet",
            "day=2025-03-19/records.jsonl",
            "day=2025-03-19/records.parquet"));
    for (String day : DAYS) {
      assertThat(
          table.text("day=" + day + "/records.jsonl").lines().toList(),
          containsInAnyOrder(
              output().text("scores/day=" + day + "/records.jsonl").lines().toArray()));
    }
  }
}

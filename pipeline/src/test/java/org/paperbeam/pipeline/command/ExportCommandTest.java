package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.Outcome;
import org.paperbeam.pipeline.options.ExportOptions;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Shows;
import org.paperbeam.testing.days.InventedDays;

class ExportCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void write() throws IOException {
    InventedDays.write(in("out"));
  }

  private Folder in(String name) {
    return Folder.of(folder.resolve(name).toString());
  }

  private int export(String... arguments) {
    said.reset();
    PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
    Console console = new Console(to, to, Map.of(), InstantSource.fixed(Instant.EPOCH), false);
    String[] all = new String[arguments.length + 2];
    all[0] = "export";
    all[1] = "--output=" + in("out");
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new Cli(List.of(new ExportCommand(new Random(7)))).run(all, console);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  @Shows({"from", "to", "outcome", "format", "toPath"})
  void theDaysTheOutcomesTheFormAndThePlaceAreThoseAskedFor() throws IOException {
    int code =
        export(
            "--from=2025-03-18",
            "--to=2025-03-19",
            "--outcome=selected,title_filtered",
            "--format=jsonl",
            "--toPath=" + in("table"));
    assertThat(said(), code, is(0));
    assertThat(
        in("table").list("**"),
        is(List.of("day=2025-03-18/records.jsonl", "day=2025-03-19/records.jsonl")));
    assertThat(
        in("table").readIfPresent("day=2025-03-18/records.jsonl").lines().toList(), hasSize(7));
    assertThat(said(), is("exported: 2 days to " + in("table") + "/day=*/records.jsonl\n"));
  }

  @Test
  void toNamesTheFolderTooAndParquetIsTheFirstChoice() throws IOException {
    assertThat(said(), export("--to=" + in("table"), "--from=2025-04-04"), is(0));
    assertThat(in("table").list("**"), is(List.of("day=2025-04-04/records.parquet")));
    assertThat(export("--to=2025-03-1", "--toPath=" + in("table")), is(2));
    assertThat(said(), containsString("--to=2025-03-1: must be a date"));
  }

  @Test
  void whatCannotBeExportedIsRefusedBeforeAnythingIsWritten() throws IOException {
    assertThat(export(), is(2));
    assertThat(said(), containsString("--toPath is missing"));
    assertThat(export("--to=" + in("table"), "--from=2026-01-01"), is(2));
    assertThat(said(), containsString("no records there of such days"));
    assertThat(export("--toPath=" + in("table"), "--from=2025-03-19", "--to=2025-03-18"), is(2));
    assertThat(said(), containsString("a range goes forward"));
    assertThat(export("--to=" + in("table"), "--outcome=chosen"), is(2));
    assertThat(said(), containsString("--outcome=chosen: must be a list of selected"));
    assertThat(export("--to=" + in("out") + "/scores", "--format=jsonl"), is(2));
    assertThat(said(), containsString("runs write their records there"));
    assertThat(in("table").list("**"), is(List.of()));
  }

  @Test
  void aDayThatCannotBeReadFailsTheExportByName() throws IOException {
    in("out").write("scores/day=2025-03-18/records.jsonl", "{\n");
    assertThat(export("--to=" + in("table"), "--to=2025-03-19"), is(1));
    assertThat(said(), containsString("scores/day=2025-03-18/records.jsonl"));
  }

  @Test
  void theOutcomesAreThoseOfTheRecords() {
    List<String> words =
        List.of(
            OptionTable.of(ExportOptions.class).find("outcome").orElseThrow().setting().words());
    assertThat(words, is(Arrays.stream(Outcome.values()).map(Outcome::label).toList()));
  }
}

package org.paperbeam.digest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.ConservationException;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;

class DayFilesTest {
  private static final PaperRecord GOOD = Days.selected("2503.00002", 9, 8);
  private static final PaperRecord OLD = Days.selected("hep-th/9901001", 8, 8);
  private static final PaperRecord LOST = Days.decided("2503.00001", Outcome.UNSCORED);
  private static final UnscoredPaper WHY = Days.unscored("2503.00001", "answer could not be read");

  @TempDir Path path;
  private Folder output;

  @BeforeEach
  void open() {
    output = Folder.of(path.toString());
  }

  @Test
  void aDayLeavesRecordsDeadLettersAndDigests() throws Exception {
    DayFiles.write(output, Days.manifest(3).build(), List.of(GOOD, LOST, OLD), List.of(WHY));
    assertThat(
        files().keySet(),
        contains(
            "digests/2025-03/2025-03-25.json",
            "digests/2025-03/2025-03-25.md",
            "scores/day=2025-03-25/_day.json",
            "scores/day=2025-03-25/records.jsonl",
            "unscored/day=2025-03-25/unscored.jsonl"));
    DayRecords day = RecordFiles.read(output, Days.DATE);
    assertThat(day.manifest(), is(Days.manifest(3).build()));
    assertThat(day.records(), contains(OLD, LOST, GOOD));
    assertThat(day.unscored(), contains(WHY));
  }

  @Test
  void aRecoveredDayLosesItsDeadLettersAndItsNotice() throws Exception {
    DayFiles.write(output, Days.manifest(2).build(), List.of(GOOD, LOST), List.of(WHY));
    String partial = files().get("digests/2025-03/2025-03-25.md");
    assertThat(partial.split("# Personalized", -1)[0], containsString(" 1 of 2 papers "));
    DayFiles.write(
        output,
        Days.manifest(2).build(),
        List.of(GOOD, Days.decided("2503.00001", Outcome.BELOW_CUTOFF)),
        List.of());
    assertThat(output.list("unscored/**"), is(empty()));
    String whole = files().get("digests/2025-03/2025-03-25.md");
    assertThat(whole.split("# Personalized", -1)[0], is(""));
  }

  @Test
  void theSameDayInAnotherRunLeavesTheSameBytesButForRunsAndTimes() throws Exception {
    DayManifest day = Days.manifest(2).build();
    DayFiles.write(output, day, List.of(GOOD, OLD), List.of());
    Map<String, String> first = files();
    DayFiles.write(
        output,
        day.toBuilder().setRunId("run-2").setGenerated("2025-03-26T00:00:00Z").build(),
        List.of(
            OLD.toBuilder().setRunId("run-2").setScoredAt("2025-03-26T00:00:00Z").build(), GOOD),
        List.of());
    Map<String, String> second = files();
    String markdown = "digests/2025-03/2025-03-25.md";
    assertThat(second.get(markdown), is(first.get(markdown)));
    String masked = "\"(run_id|scored_at|generated|finished|started)\": ?\"[^\"]*\"";
    first.replaceAll((name, text) -> text.replaceAll(masked, ""));
    second.replaceAll((name, text) -> text.replaceAll(masked, ""));
    assertThat(second, is(first));
  }

  @Test
  void filesOfAnEarlierFormAreRemoved() throws Exception {
    output.write("scores/day=2025-03-25/part-00000.jsonl", "{}\n");
    output.write("unscored/day=2025-03-25/part-00000.jsonl", "{}\n");
    output.write("scores/day=2025-03-26/part-00000.jsonl", "{}\n");
    DayFiles.write(output, Days.manifest(1).build(), List.of(GOOD), List.of());
    assertThat(
        output.list("scores/**"),
        contains(
            "scores/day=2025-03-25/_day.json",
            "scores/day=2025-03-25/records.jsonl",
            "scores/day=2025-03-26/part-00000.jsonl"));
    assertThat(output.list("unscored/**"), is(empty()));
  }

  @Test
  void aDayThatDoesNotAddUpLeavesNothing() throws Exception {
    assertThrows(
        ConservationException.class,
        () -> DayFiles.write(output, Days.manifest(2).build(), List.of(GOOD), List.of()));
    assertThat(files().keySet(), is(empty()));
  }

  @Test
  void aWeekendLeavesNothingAndAnEmptyAnnouncementSaysSo() throws Exception {
    DayManifest.Builder none = Days.manifest(0).setEntries(0).setListed(0).setDuplicates(0);
    DayFiles.write(output, none.setKind(DayKind.WEEKEND).build(), List.of(), List.of());
    assertThat(files().keySet(), is(empty()));
    DayFiles.write(output, none.setKind(DayKind.ANNOUNCED).build(), List.of(), List.of());
    assertThat(
        files().get("digests/2025-03/2025-03-25.md").lines().findFirst().orElseThrow(),
        is("> The source listed nothing for 2025-03-25."));
    assertThat(RecordFiles.read(output, Days.DATE).records(), is(empty()));
  }

  @Test
  void aDayThatWasNeverWrittenIsNull() throws Exception {
    assertThat(RecordFiles.read(output, "2025-03-27"), is(nullValue()));
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithItsLine() throws Exception {
    DayFiles.write(output, Days.manifest(1).build(), List.of(GOOD), List.of());
    output.write("scores/day=2025-03-25/records.jsonl", "\n{\"arxiv_id\":1}\n");
    IOException e = assertThrows(IOException.class, () -> RecordFiles.read(output, Days.DATE));
    assertThat(
        e.getMessage(),
        is(
            "cannot read "
                + path
                + "/scores/day=2025-03-25/records.jsonl, line 2: field 'arxiv_id' is missing or"
                + " not of its form; run that date again"));
  }

  @Test
  void ofALineThatWasCutOffItsOwnNumberIsNamed() throws Exception {
    DayFiles.write(output, Days.manifest(1).build(), List.of(GOOD), List.of());
    String whole = output.readIfPresent("scores/day=2025-03-25/records.jsonl").strip();
    for (String torn : List.of("{\"arxiv_id\": ", "{\"title\": \"A", "[1, 2]", "arXiv")) {
      output.write("scores/day=2025-03-25/records.jsonl", whole + "\n" + torn + "\n" + whole);
      IOException e = assertThrows(IOException.class, () -> RecordFiles.read(output, Days.DATE));
      assertThat(
          e.getMessage(),
          allOf(containsString("/records.jsonl, line 2: "), endsWith("; run that date again")));
    }
  }

  @Test
  void aDayWhoseWritingWasCutOffIsRefusedNotPublished() throws Exception {
    DayFiles.write(output, Days.manifest(2).build(), List.of(GOOD, OLD), List.of());
    String file = "scores/day=2025-03-25/records.jsonl";
    output.write(file, "");
    IOException empty = assertThrows(IOException.class, () -> RecordFiles.read(output, Days.DATE));
    assertThat(
        empty.getMessage(), allOf(containsString("/" + file), endsWith("; run that date again")));
    // Of an older version, whose facts hold no checksums.
    String facts = "scores/day=2025-03-25/_day.json";
    output.write(
        facts, output.readIfPresent(facts).replaceAll(",\\s*\"\\w*crc32c\" ?: ?\"\\w+\"", ""));
    ConservationException e =
        assertThrows(ConservationException.class, () -> RecordFiles.read(output, Days.DATE));
    assertThat(
        e.getMessage(),
        is(
            path
                + ": 2025-03-25: 4 papers listed, but 2 duplicates and 0 records; run that date"
                + " again"));
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(path)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(path.relativize(file).toString(), text(file)));
    }
    return files;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

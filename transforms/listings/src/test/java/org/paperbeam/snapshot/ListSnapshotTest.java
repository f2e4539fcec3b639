package org.paperbeam.snapshot;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Flatten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.arxiv.ListResult;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.storage.Folder;

@ExtendWith(TestPipelineExtension.class)
class ListSnapshotTest {
  private static final String ON_MONDAY = "Mon, 24 Mar 2025 12:00:00 GMT";

  @TempDir Path folder;

  private ListSnapshot listing(String file, long maxBadRecords, AnnounceType... types) {
    LocalDate from = LocalDate.parse("2025-03-25");
    LocalDate to = LocalDate.parse("2025-03-27");
    return ListSnapshot.of(
            SnapshotIO.read()
                .withFiles(List.of(folder + "/" + file))
                .withCategories(List.of("cs.LG"))
                .withDates(from, to)
                .withRangeBytes(1500))
        .withAnnounceTypes(Set.of(types))
        .withMaxBadRecords(maxBadRecords)
        .withBadRecords(Folder.of(folder + "/bad"))
        .withNow(Instant.parse("2025-04-10T00:00:00Z"));
  }

  @Test
  void badAndMissingSettingsAreNamed() {
    ListSnapshot list = ListSnapshot.of(SnapshotIO.read());
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> list.withMaxBadRecords(-1)).getMessage(),
        is("maxBadRecords must be 0 or more, not -1"));
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> list.withAnnounceTypes(Set.of()))
            .getMessage(),
        containsString("announceTypes"));
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    assertThat(
        assertThrows(IllegalStateException.class, () -> pipeline.apply(list)).getMessage(),
        is("ListSnapshot.of(read) wants a reader withDates, and withBadRecords"));
  }

  private static DayFacts day(String date, long entries, String... warnings) {
    return DayFacts.of(date, DayKind.ANNOUNCED, entries, List.of(warnings));
  }

  private void write(String update, String more) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      String category = i < 3 ? "math.AG cs.LG" : "cs.LG";
      text.append(
              Lines.paper("2503.0000" + i, category, ON_MONDAY).replace("2025-04-03", "2025-03-20"))
          .append('\n');
    }
    text.append(Lines.paper("2503.00009", "cs.LG", ON_MONDAY).replace("2025-04-03", update));
    Files.writeString(folder.resolve("a.json"), text + "\n" + more);
  }

  @Test
  void everyDateHasItsEntriesOfAllRangesAndTypes(TestPipeline pipeline) throws IOException {
    write("2025-03-26", "");
    ListResult listing = pipeline.apply(listing("a.json", 0, AnnounceType.NEW));
    PAssert.thatSingleton(listing.getPapers().apply(Count.globally())).isEqualTo(7L);
    PAssert.that(listing.getDays())
        .containsInAnyOrder(
            day("2025-03-25", 10),
            day("2025-03-26", 0, noPaper("2025-03-26")),
            day("2025-03-27", 0, "2025-03-27: the snapshot ends on 2025-03-26, before this date"));
    PAssert.that(listing.getFailures()).empty();
    PAssert.that(listing.getWarnings().apply(Flatten.pCollections())).empty();
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertThat(
        Lineage.query(result.metrics(), Lineage.Type.SOURCE),
        is(Set.of("file:`" + folder.resolve("a.json").toAbsolutePath() + "`")));
  }

  @Test
  void badLinesAreAWarningUpToAsManyAsAreAllowed(TestPipeline pipeline) throws IOException {
    write("2025-04-03", "x\ny\n");
    ListResult listing = pipeline.apply(listing("a.json", 2, AnnounceType.values()));
    PAssert.thatSingleton(listing.getPapers().apply(Count.globally())).isEqualTo(10L);
    PAssert.that(listing.getFailures()).empty();
    PAssert.thatSingleton(listing.getWarnings().apply(Flatten.pCollections()))
        .satisfies(
            warning -> {
              assertThat(warning, containsString("2 lines of the snapshot cannot be read"));
              return null;
            });
    pipeline.run().waitUntilFinish();
    assertThat(Files.readAllLines(folder.resolve("bad/bad-records.jsonl")).size(), is(2));
  }

  @Test
  void oneMoreIsAFailure(TestPipeline pipeline) throws IOException {
    write("2025-04-03", "x\ny\n");
    ListResult listing = pipeline.apply(listing("a.json", 1, AnnounceType.values()));
    PAssert.thatSingleton(listing.getFailures())
        .satisfies(
            failure -> {
              assertThat(failure.getStage(), is(FailureStage.LISTING));
              assertThat(failure.getMessage(), containsString("2 lines of the snapshot"));
              return null;
            });
    PAssert.that(listing.getWarnings().apply(Flatten.pCollections())).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void withoutAFileThereIsAFailureAndStillEveryDate(TestPipeline pipeline) {
    ListResult listing = pipeline.apply(listing("none.json", 0, AnnounceType.values()));
    PAssert.that(listing.getDays())
        .containsInAnyOrder(
            day("2025-03-25", 0, noPaper("2025-03-25")),
            day("2025-03-26", 0, noPaper("2025-03-26")),
            day("2025-03-27", 0, noPaper("2025-03-27")));
    PAssert.thatSingleton(listing.getFailures())
        .satisfies(
            failure -> {
              assertThat(failure.getMessage(), containsString("there is no such file"));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static String noPaper(String date) {
    return date + ": the source lists no paper, though arXiv announces on that day";
  }
}

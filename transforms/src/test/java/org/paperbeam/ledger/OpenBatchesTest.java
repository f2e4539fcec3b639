package org.paperbeam.ledger;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.storage.Folder;

class OpenBatchesTest {
  private static final OpenBatch BATCH =
      new OpenBatch(
          "run-1-abc",
          "run-1",
          "http://service.test/v1",
          "gpt-4o",
          "c0ffee",
          Instant.parse("2025-03-25T10:00:00Z"),
          "file-1",
          null,
          List.of(
              new BatchedRequest(
                  "id-1",
                  "score",
                  "2025-03-24",
                  "5ha",
                  List.of(AskedPaper.of("2503.00001", "key 1"), AskedPaper.of("cs/0701009", "k2")),
                  List.of("SEED", "SCHEMA"),
                  12_345,
                  67_890)));

  @TempDir private Path folder;

  @Test
  void aBatchIsReadAsItWasWrittenUntilItIsRemoved() throws Exception {
    OpenBatches batches = Ledger.in(Folder.of(folder.toString())).batches();
    assertThat(batches.names(), is(empty()));
    batches.write(BATCH);
    assertThat(batches.names(), is(List.of("run-1-abc")));
    assertThat(batches.read("run-1-abc"), is(Optional.of(BATCH)));
    batches.write(BATCH.withBatchId("batch_1"));
    assertThat(batches.read("run-1-abc").orElseThrow().batchId(), is("batch_1"));
    batches.remove("run-1-abc");
    batches.remove("run-1-abc");
    assertThat(batches.read("run-1-abc"), is(Optional.empty()));
  }

  @Test
  void aFileThatIsNoBatchIsNamedWithWhatToDo() throws Exception {
    OpenBatches batches = Ledger.in(Folder.of(folder.toString())).batches();
    Files.createDirectories(folder.resolve("batches"));
    List<String> broken =
        List.of("", "{", "{}", "[]", "null", "{\"requests\":[{}]}", "{\"intended\":\"yesterday\"}");
    for (String text : broken) {
      Files.writeString(folder.resolve("batches/x.json"), text);
      String line = assertThrows(IOException.class, () -> batches.read("x")).getMessage();
      assertThat(line, startsWith(folder + "/batches/x.json is no open batch ("));
      assertThat(
          line,
          endsWith(
              "): its answers may be paid for already; restore the file, or remove it to ask its"
                  + " papers again"));
      assertThat(line.lines().count(), is(1L));
    }
  }

  @Test
  void openBatchesAreNoAnswers() throws Exception {
    Ledger ledger = Ledger.in(Folder.of(folder.toString()));
    ledger.batches().write(BATCH);
    assertThat(ledger.openRuns(), is(empty()));
    assertThat(ledger.segments(), is(empty()));
  }
}

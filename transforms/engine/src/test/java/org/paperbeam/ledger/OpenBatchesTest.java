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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.json.JsonForm;
import org.paperbeam.json.Seal;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Garbled;

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
  void theFileIsExactlyThatOfTheContract() throws Exception {
    Ledger.in(Folder.of(folder.toString())).batches().write(BATCH);
    assertThat(
        Files.readString(folder.resolve("batches/run-1-abc.json")),
        is(
            """
            {"name":"run-1-abc","run_id":"run-1","url":"http://service.test/v1","model":"gpt-4o",\
            "content_sha256":"c0ffee","intended":"2025-03-25T10:00:00Z","input_file_id":"file-1",\
            "batch_id":null,"requests":[{"custom_id":"id-1","stage":"score","date":"2025-03-24",\
            "prompt_sha256":"5ha","prompt_tokens":12345,"most_micro_usd":67890,\
            "parts":["SEED","SCHEMA"],"papers":[{"arxiv_id":"2503.00001","key":"key 1"},\
            {"arxiv_id":"cs/0701009","key":"k2"}]}],"crc32c":"%s"}
            """
                .formatted(Seal.sum(JsonForm.of(OpenBatch.class).line(BATCH)))));
  }

  @Test
  void aFileThatIsNotAsItWasWrittenIsRefusedAndOneOfAnOlderVersionIsNot() throws Exception {
    OpenBatches batches = Ledger.in(Folder.of(folder.toString())).batches();
    batches.write(BATCH);
    Path file = folder.resolve("batches/run-1-abc.json");
    byte[] whole = Files.readAllBytes(file);
    for (Garbled way : Garbled.values()) {
      Files.write(file, way.of(whole));
      assertThat(
          assertThrows(IOException.class, () -> batches.read("run-1-abc"), way.toString())
              .getMessage(),
          startsWith(file + " is no open batch (it "));
    }
    Files.writeString(file, JsonForm.of(OpenBatch.class).line(BATCH) + "\n");
    assertThat(batches.read("run-1-abc"), is(Optional.of(BATCH)));
  }

  @Test
  void aFileUnderAnotherNameIsNoBatch() throws Exception {
    OpenBatches batches = Ledger.in(Folder.of(folder.toString())).batches();
    batches.write(BATCH);
    Files.move(folder.resolve("batches/run-1-abc.json"), folder.resolve("batches/x.json"));
    assertThat(
        assertThrows(IOException.class, () -> batches.read("x")).getMessage(),
        startsWith(folder + "/batches/x.json is no open batch (it is that of run-1-abc): "));
  }

  @Test
  void aFileThatIsNoBatchIsNamedWithWhatToDo() throws Exception {
    OpenBatches batches = Ledger.in(Folder.of(folder.toString())).batches();
    Files.createDirectories(folder.resolve("batches"));
    List<String> broken =
        new ArrayList<>(
            List.of(
                "",
                "{",
                "{}",
                "[]",
                "null",
                "{\"requests\":[{}]}",
                "{\"intended\":\"yesterday\"}"));
    batches.write(BATCH);
    String whole =
        Files.readString(folder.resolve("batches/run-1-abc.json")).replace("run-1-abc", "x");
    broken.add(whole.replace("2025-03-25T10:00:00Z", "yesterday"));
    broken.add(whole.replace("\"2025-03-25T10:00:00Z\"", "null"));
    broken.add(whole.replace("12345", "\"12345\""));
    broken.add(whole.replace("\"url\"", "\"uri\""));
    broken.add(whole.replace("[\"SEED\",\"SCHEMA\"]", "null"));
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
    assertThat(ledger.openFiles(), is(empty()));
  }
}

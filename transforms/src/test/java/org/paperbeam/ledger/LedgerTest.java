package org.paperbeam.ledger;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Papers;

@ExtendWith(TestPipelineExtension.class)
class LedgerTest {
  @TempDir private Path folder;

  private Ledger ledger() {
    return Ledger.in(Folder.of(folder.toString()));
  }

  private static LedgerEntry entry(String runId, String id) {
    return builder(runId, id).build();
  }

  private static LedgerEntry.Builder builder(String runId, String id) {
    return LedgerEntry.builder()
        .setId(id)
        .setRunId(runId)
        .setAnsweredAt("2025-03-25T00:00:00.000Z")
        .setStage("score")
        .setDate("2025-03-25")
        .setModel("m")
        .setPromptSha256("p")
        .setPapers(List.of(AskedPaper.of("2503.00001", "k1"), AskedPaper.of("2503.00002", "k2")))
        .setFinishReason("stop")
        .setText("{\"id\": \"é\u2028\"}\nline two \\ \"quoted\" \uD83D\uDE00")
        .setPromptTokens(1)
        .setCachedTokens(2)
        .setCompletionTokens(3);
  }

  private static List<LedgerEntry> read(Ledger ledger) throws IOException {
    List<LedgerEntry> entries = new ArrayList<>();
    ledger.readOpen(entries::add);
    for (String segment : ledger.segments()) {
      ledger.readSegment(segment, entries::add);
    }
    return entries;
  }

  @Test
  void idsAreInTheOrderOfTheAnswers() {
    Instant whole = Instant.parse("2025-03-25T10:00:00Z");
    String id = LedgerEntry.idOf(whole.plusNanos(969_999_999), "a");
    assertThat(id, is("20250325100000969-a"));
    assertThat(LedgerEntry.idOf(whole, "b"), is("20250325100000-b"));
    assertThat(LedgerEntry.idOf(whole, "b"), is(lessThan(id)));
    assertThat(LedgerEntry.idOf(whole.plusSeconds(1), "a"), is(greaterThan(id)));
  }

  @Test
  void theLineIsExactlyThatOfTheContract() throws Exception {
    String line =
        """
        {"id":"1","run_id":"run","answered_at":"2025-03-25T00:00:00.000Z","stage":"score",\
        "date":"2025-03-25","model":"m","prompt_sha256":"p",\
        "papers":[{"arxiv_id":"2503.00001","key":"k1"},{"arxiv_id":"2503.00002","key":"k2"}],\
        "finish_reason":"stop",\
        "text":"{\\"id\\": \\"é\u2028\\"}\\nline two \\\\ \\"quoted\\" \uD83D\uDE00",\
        "prompt_tokens":1,"cached_tokens":2,"completion_tokens":3,"counted_tokens":0}
        """;
    ledger().append(entry("run", "1"));
    assertThat(Files.readString(folder.resolve("open/run/1.json")), is(line));
    LedgerEntry batched = builder("run", "2").setBatch(true).setCountedTokens(7).build();
    ledger().append(batched);
    assertThat(
        Files.readString(folder.resolve("open/run/2.json")),
        is(
            line.replace("\"id\":\"1\"", "\"id\":\"2\"")
                .replace("\"finish_reason\"", "\"batch\":true,\"finish_reason\"")
                .replace("\"counted_tokens\":0", "\"counted_tokens\":7")));
    assertThat(read(ledger()), is(List.of(entry("run", "1"), batched)));
  }

  @Test
  void anEntryFromBeforeTokensWereCountedIsReadAndOneWithoutAnAnswerIsNot() throws Exception {
    ledger().append(entry("run", "1"));
    ledger().close("run");
    Path segment = folder.resolve("segments/run.jsonl");
    String line = Files.readString(segment);
    Files.writeString(segment, line.replace(",\"counted_tokens\":0", ""));
    assertThat(read(ledger()), is(List.of(entry("run", "1"))));
    for (String field : List.of("id", "run_id", "papers", "text", "completion_tokens")) {
      Files.writeString(segment, line.replace("\"" + field + "\":", "\"other\":"));
      assertThat(read(ledger()), is(empty()));
    }
  }

  @Test
  void whatKilledRunsLeftBehindIsClosedByALaterOne() throws Exception {
    ledger().append(entry("20250301T000000Z-aaaaaa", "1"));
    ledger().append(entry("20250303T000000Z-bbbbbb", "2"));
    ledger().closeLeftBehind("20250302T000000Z", "20250303T120000Z-cccccc");
    assertThat(ledger().openFiles(), is(List.of("open/20250303T000000Z-bbbbbb/2.json")));
    assertThat(
        ledger().segments(),
        is(List.of("segments/20250301T000000Z-aaaaaa-20250303T120000Z-cccccc.jsonl")));
    assertThat(
        read(ledger()),
        containsInAnyOrder(
            entry("20250301T000000Z-aaaaaa", "1"), entry("20250303T000000Z-bbbbbb", "2")));
  }

  @Test
  void aRunKnowsItsAnswersWhetherItsSegmentIsWrittenOrNot() throws Exception {
    ledger().append(entry("run", "1"));
    ledger().append(entry("run", "3"));
    ledger().append(entry("other", "4"));
    ledger().close("run");
    ledger().append(entry("run", "2"));
    ledger().append(entry("run", "3"));
    assertThat(
        ledger().entriesOf("run"),
        is(List.of(entry("run", "1"), entry("run", "2"), entry("run", "3"))));
    assertThat(ledger().entriesOf("nobody"), is(empty()));
  }

  @Test
  void anEntryIsReadAsItWasWrittenOpenAndClosed() throws Exception {
    ledger().append(entry("run", "1"));
    ledger().append(entry("run", "2"));
    ledger().append(entry("other", "3"));
    assertThat(ledger().openEntries("run"), is(List.of(entry("run", "1"), entry("run", "2"))));
    ledger().close("run");
    assertThat(ledger().openEntries("run"), is(empty()));
    assertThat(ledger().segments(), is(List.of("segments/run.jsonl")));
    assertThat(Files.readAllLines(folder.resolve("segments/run.jsonl")), hasSize(2));
    assertThat(
        read(ledger()),
        containsInAnyOrder(entry("run", "1"), entry("run", "2"), entry("other", "3")));
  }

  @Test
  void aLedgerThatIsNotThereIsEmpty() throws Exception {
    Ledger none = Ledger.in(Folder.of(folder.resolve("none").toString()));
    assertThat(read(none), is(empty()));
    none.close("run");
    assertThat(Files.exists(folder.resolve("none")), is(false));
  }

  @Test
  void closingTwiceAndGoingOnLosesNothing() throws Exception {
    ledger().append(entry("run", "1"));
    ledger().close("run");
    ledger().close("run");
    ledger().append(entry("run", "2"));
    ledger().close("run");
    assertThat(read(ledger()), is(List.of(entry("run", "1"), entry("run", "2"))));
  }

  @Test
  void aCrashBetweenSegmentAndRemovalLeavesEachAnswerOnceInTheSegment() throws Exception {
    ledger().append(entry("run", "1"));
    Path open = folder.resolve("open/run/1.json");
    byte[] bytes = Files.readAllBytes(open);
    ledger().close("run");
    Files.createDirectories(open.getParent());
    Files.write(open, bytes);
    assertThat(read(ledger()), is(List.of(entry("run", "1"))));
    ledger().close("run");
    assertThat(read(ledger()), is(List.of(entry("run", "1"))));
    assertThat(Files.exists(open), is(false));
    Files.write(open, bytes);
    ledger().closeLeftBehind("an", "older");
    assertThat("removed whatever its age", Files.exists(open), is(false));
    assertThat(ledger().segments(), is(List.of("segments/run.jsonl")));
  }

  @Test
  void aTornLineIsSkipped() throws Exception {
    ledger().append(entry("run", "1"));
    ledger().append(entry("run", "2"));
    ledger().close("run");
    Path segment = folder.resolve("segments/run.jsonl");
    byte[] whole = Files.readAllBytes(segment);
    for (int cut = whole.length / 2; cut < whole.length - 1; cut++) {
      Files.write(segment, Arrays.copyOf(whole, cut));
      assertThat(read(ledger()), is(List.of(entry("run", "1"))));
    }
    ledger().append(entry("run", "3"));
    ledger().close("run");
    assertThat(read(ledger()), is(List.of(entry("run", "1"), entry("run", "3"))));
  }

  @Test
  void aTornOrEmptyOpenFileIsNoAnswer() throws Exception {
    ledger().append(entry("run", "1"));
    String whole = Files.readString(folder.resolve("open/run/1.json"));
    Files.writeString(folder.resolve("open/run/2.json"), "");
    Files.writeString(folder.resolve("open/run/3.json"), whole.substring(0, 90));
    Files.writeString(folder.resolve("open/run/4.json"), "[1, 2]");
    Files.writeString(folder.resolve("open/run/5.json"), "no JSON");
    assertThat(ledger().openEntries("run"), is(List.of(entry("run", "1"))));
    ledger().close("run");
    assertThat(read(ledger()), is(List.of(entry("run", "1"))));
  }

  @Test
  void anOpenFileThatSomebodyWroteOverIsNamed() throws Exception {
    ledger().append(entry("run", "1"));
    Files.writeString(folder.resolve("open/run/1.json"), "{\"other\": 1}\n");
    String line = assertThrows(IOException.class, () -> read(ledger())).getMessage();
    assertThat(
        line,
        is(
            folder
                + "/open/run/1.json is no answer: it was paid for; restore the file, or remove it"
                + " to ask again"));
    assertThrows(IOException.class, () -> ledger().close("run"));
    assertThat(Files.exists(folder.resolve("open/run/1.json")), is(true));
  }

  @Test
  void twoRunsAtOnceKeepEverythingWhileAThirdReads() throws Exception {
    List<Thread> runs =
        IntStream.range(0, 2)
            .mapToObj(
                run ->
                    new Thread(
                        () -> {
                          try {
                            for (int i = 0; i < 60; i++) {
                              ledger().append(entry("run" + run, run + "-" + i));
                              if (i % 20 == 19) {
                                ledger().close("run" + run);
                              }
                            }
                          } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                          }
                        }))
            .toList();
    runs.forEach(Thread::start);
    Set<String> seen = new HashSet<>();
    while (runs.stream().anyMatch(Thread::isAlive)) {
      Set<String> now = new HashSet<>();
      read(ledger()).forEach(e -> now.add(e.getId()));
      assertThat("an answer that was there is still there", now.containsAll(seen), is(true));
      seen.addAll(now);
    }
    Set<String> ids = new HashSet<>();
    read(ledger()).forEach(e -> ids.add(e.getId()));
    assertThat(ids, hasSize(120));
  }

  @Test
  void theLedgerIsReadAsACollection(TestPipeline pipeline) throws Exception {
    ledger().append(entry("closed", "1"));
    ledger().close("closed");
    ledger().append(entry("open", "2"));
    PAssert.that(pipeline.apply(ReadLedger.of(ledger())))
        .containsInAnyOrder(entry("closed", "1"), entry("open", "2"));
    pipeline.run();
  }

  @Test
  void anEmptyLedgerIsAnEmptyCollection(TestPipeline pipeline) {
    PAssert.that(pipeline.apply(ReadLedger.of(ledger()))).empty();
    pipeline.run();
  }

  @Test
  void theKeyChangesWithEveryCharacterOfTheQuestion() {
    ListedPaper paper = Papers.paper("2503.00001", "A title", "An abstract.");
    Set<String> keys = new HashSet<>();
    keys.add(LedgerKey.ofAbstract("p", paper));
    keys.add(LedgerKey.ofTitle("p", paper));
    keys.add(LedgerKey.ofAbstract("q", paper));
    keys.add(LedgerKey.ofTitle("q", paper));
    keys.add(LedgerKey.ofAbstract("p", Papers.paper("2503.00002", "A title", "An abstract.")));
    keys.add(LedgerKey.ofAbstract("p", Papers.paper("2503.00001", "A titl", "eAn abstract.")));
    int others = keys.size();
    assertThat(others, is(6));
    String text = paper.getAbstractText();
    for (int i = 0; i < text.length(); i++) {
      String changed = text.substring(0, i) + '_' + text.substring(i + 1);
      keys.add(LedgerKey.ofAbstract("p", Papers.paper("2503.00001", "A title", changed)));
    }
    String title = paper.getTitle();
    for (int i = 0; i < title.length(); i++) {
      String changed = title.substring(0, i) + '_' + title.substring(i + 1);
      keys.add(LedgerKey.ofTitle("p", Papers.paper("2503.00001", changed, text)));
    }
    assertThat(keys, hasSize(others + text.length() + title.length()));
  }

  @Test
  void theKeyDoesNotChangeWithDateVersionOrListing() {
    ListedPaper paper = Papers.paper("2503.00001");
    ListedPaper later =
        paper.toBuilder()
            .setDate("2025-04-01")
            .setVersion(2)
            .setCategories(List.of("cs.AI"))
            .build();
    assertThat(later, is(not(paper)));
    assertThat(LedgerKey.ofAbstract("p", later), is(LedgerKey.ofAbstract("p", paper)));
    assertThat(LedgerKey.ofTitle("p", later), is(LedgerKey.ofTitle("p", paper)));
    ListedPaper otherAbstract = paper.toBuilder().setAbstractText("Other.").build();
    assertThat(LedgerKey.ofTitle("p", otherAbstract), is(LedgerKey.ofTitle("p", paper)));
  }
}

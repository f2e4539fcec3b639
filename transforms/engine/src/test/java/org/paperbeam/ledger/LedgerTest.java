package org.paperbeam.ledger;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.http.Pace;
import org.paperbeam.json.JsonForm;
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

  private final List<String> warnings = new ArrayList<>();

  /** Every answer once, by id; what is told of them stands in {@link #warnings}. */
  private List<LedgerEntry> read(Ledger ledger) throws IOException {
    Map<String, LedgerEntry> entries = new ConcurrentSkipListMap<>();
    ledger.readOpen(entry -> entries.put(entry.getId(), entry), warnings::add);
    ledger.readMonth("2025-03", entry -> entries.put(entry.getId(), entry), warnings::add);
    return List.copyOf(entries.values());
  }

  private List<String> names(String glob) throws IOException {
    return Folder.of(folder.toString()).list(glob);
  }

  /** The only file of the month. */
  private Path part() throws IOException {
    List<String> parts = names("months/2025-03/*.jsonl");
    assertThat(parts, hasSize(1));
    return folder.resolve(parts.get(0));
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
        "prompt_tokens":1,"cached_tokens":2,"completion_tokens":3,"counted_tokens":0,\
        "crc32c":"6571534b"}
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
                .replace("\"counted_tokens\":0", "\"counted_tokens\":7")
                .replace("6571534b", "9a1e4331")));
    assertThat(read(ledger()), is(List.of(entry("run", "1"), batched)));
  }

  /** A line as versions without checksums wrote it. */
  private static String oldLine(LedgerEntry entry) {
    return JsonForm.of(LedgerEntry.class).line(entry) + "\n";
  }

  @Test
  void aLedgerOfAnOlderVersionIsReadOnceAndConverted() throws Exception {
    Files.createDirectories(folder.resolve("segments"));
    Files.createDirectories(folder.resolve("open/old"));
    Files.writeString(
        folder.resolve("segments/old.jsonl"),
        oldLine(entry("old", "1")).replace(",\"counted_tokens\":0", "")
            + oldLine(entry("old", "2")));
    Files.writeString(folder.resolve("open/old/3.json"), oldLine(entry("old", "3")));
    List<LedgerEntry> all = List.of(entry("old", "1"), entry("old", "2"), entry("old", "3"));
    assertThat(read(ledger()), is(all));
    assertThat(ledger().closeAll(), is(empty()));
    assertThat(ledger().openFiles(), is(empty()));
    assertThat(names("segments/*"), is(empty()));
    assertThat(read(ledger()), is(all));
    assertThat(Files.readAllLines(part()), hasSize(3));
    assertThat(warnings, is(empty()));
  }

  @Test
  void aLineOfAnOlderVersionThatIsNoAnswerIsTold() throws Exception {
    Path segment = folder.resolve("segments/old.jsonl");
    Files.createDirectories(segment.getParent());
    for (String field : List.of("id", "run_id", "papers", "text", "completion_tokens")) {
      warnings.clear();
      Files.writeString(
          segment, oldLine(entry("old", "1")).replace("\"" + field + "\":", "\"other\":"));
      assertThat(read(ledger()), is(empty()));
      assertThat(
          warnings,
          is(List.of(segment + ": line 1 is no whole entry, the answer is asked for again")));
    }
    assertThat(ledger().closeAll(), is(warnings));
    assertThat("for whoever can mend it", Files.exists(segment), is(true));
    assertThat("told once", ledger().closeAll(), is(empty()));
  }

  @Test
  void whatKilledRunsLeftIsPutUnderItsMonthsByTheNextOne() throws Exception {
    ledger().append(entry("killed", "1"));
    ledger().append(entry("other", "2"));
    try (Lease held = ledger().lease(Pace.system(), n -> {}).tryAcquire("other").orElseThrow()) {
      assertThat(held.runId(), is("other"));
      assertThat(ledger().closeAllIfNobodyAsks("next"), is(empty()));
      assertThat("somebody asks", ledger().openFiles(), hasSize(2));
    }
    assertThat(ledger().closeAllIfNobodyAsks("next"), is(empty()));
    assertThat(ledger().openFiles(), is(empty()));
    assertThat(read(ledger()), is(List.of(entry("killed", "1"), entry("other", "2"))));
  }

  @Test
  void aRunKnowsItsAnswersAloneAndInGroups() throws Exception {
    ledger().append(entry("run", "1"));
    ledger().append(entry("run", "3"));
    ledger().append(entry("other", "4"));
    assertThat(ledger().group(List.of(entry("run", "1"), entry("run", "3"))), is(true));
    assertThat(names("open/run/*.json"), is(empty()));
    ledger().append(entry("run", "2"));
    ledger().append(entry("run", "3"));
    assertThat(
        ledger().entriesOf("run", warnings::add),
        is(List.of(entry("run", "1"), entry("run", "2"), entry("run", "3"))));
    assertThat(ledger().entriesOf("nobody", warnings::add), is(empty()));
    ledger().close("run");
    assertThat(names("open/run/*"), is(empty()));
    assertThat(names("open/other/*"), hasSize(1));
    assertThat(read(ledger()), hasSize(4));
    assertThat(warnings, is(empty()));
  }

  @Test
  void theLatestAnswersAreFoundAloneAndInGroups() throws Exception {
    Instant noon = Instant.parse("2025-03-25T12:00:00Z");
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      LedgerEntry entry = entry("run", LedgerEntry.idOf(noon.plusSeconds(i), "a"));
      ledger().append(entry);
      entries.add(entry);
    }
    assertThat(ledger().group(entries.subList(0, 4)), is(true));
    assertThat(ledger().answeredSince(noon.plusSeconds(3)), is(entries.subList(3, 6)));
    assertThat(ledger().answeredSince(noon.plusSeconds(6)), is(empty()));
  }

  @Test
  void aGroupThatIsCutEmptyChangedOrGoneIsTold() throws Exception {
    ledger().append(entry("run", "1"));
    ledger().append(entry("run", "2"));
    assertThat(ledger().group(List.of(entry("run", "1"), entry("run", "2"))), is(true));
    Path group = folder.resolve(names("open/run/*.jsonl").get(0));
    String whole = Files.readString(group);
    for (String text :
        List.of("", whole.lines().findFirst().orElseThrow(), whole.replace("k1", "k9"))) {
      warnings.clear();
      Files.writeString(group, text);
      assertThat(read(ledger()).size(), is(lessThan(2)));
      assertThat(warnings, is(not(empty())));
      assertThat(warnings.get(0), startsWith(group.toString()));
    }
    Files.writeString(group, whole);
    assertThat(ledger().group(List.of(entry("run", "3"))), is(true));
    Files.delete(group);
    warnings.clear();
    assertThat(read(ledger()), is(List.of(entry("run", "3"))));
    assertThat(warnings, hasSize(1));
    assertThat(warnings.get(0), containsString("/open/run/group-000001-*.jsonl is gone"));
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
  void aTornOrEmptyOpenFileIsNoAnswer() throws Exception {
    ledger().append(entry("run", "1"));
    String whole = Files.readString(folder.resolve("open/run/1.json"));
    Files.writeString(folder.resolve("open/run/2.json"), "");
    Files.writeString(folder.resolve("open/run/3.json"), whole.substring(0, 90));
    Files.writeString(folder.resolve("open/run/4.json"), "[1, 2]");
    Files.writeString(folder.resolve("open/run/5.json"), "no JSON");
    assertThat(ledger().entriesOf("run", warnings::add), is(List.of(entry("run", "1"))));
    assertThat(
        warnings,
        is(
            List.of("2", "3", "4", "5").stream()
                .map(
                    id ->
                        "%s/open/run/%s.json is no whole answer: it is asked for again"
                            .formatted(folder, id))
                .toList()));
    assertThat(ledger().close("run"), is(warnings));
    warnings.clear();
    assertThat(read(ledger()), is(List.of(entry("run", "1"))));
    assertThat("told once", warnings, is(empty()));
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
  void whatIsOpenIsReadAsACollection(TestPipeline pipeline) throws Exception {
    ledger().append(entry("closed", "1"));
    ledger().close("closed");
    ledger().append(entry("open", "2"));
    Files.createDirectories(folder.resolve("segments"));
    Files.writeString(folder.resolve("segments/old.jsonl"), oldLine(entry("old", "3")) + "{\"torn");
    PCollectionTuple read = pipeline.apply(ReadOpenAnswers.of(ledger()));
    PAssert.that(read.get(ReadOpenAnswers.ENTRIES))
        .containsInAnyOrder(entry("open", "2"), entry("old", "3"));
    PAssert.that(read.get(ReadOpenAnswers.WARNINGS))
        .containsInAnyOrder(
            folder
                + "/segments/old.jsonl: line 2 is no whole entry, the answer is asked for again");
    pipeline.run();
  }

  @Test
  void anEmptyLedgerIsAnEmptyCollection(TestPipeline pipeline) {
    PCollectionTuple read = pipeline.apply(ReadOpenAnswers.of(ledger()));
    PAssert.that(read.get(ReadOpenAnswers.ENTRIES)).empty();
    PAssert.that(read.get(ReadOpenAnswers.WARNINGS)).empty();
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

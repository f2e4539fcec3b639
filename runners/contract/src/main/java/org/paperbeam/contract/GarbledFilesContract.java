package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.OpenBatch;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Garbled;
import org.paperbeam.testing.LoopbackServer;

/**
 * A file under {@code --output} that is not as it was written, whatever file and whatever happened
 * to it: the next command names it and makes it anew, or refuses it, and pays for nothing twice but
 * for answers that the ledger has lost. Folder by folder as {@code docs/files.md} says.
 */
public abstract class GarbledFilesContract extends Contract {
  private static final String EARLIER = "2025-03-24";
  private static final String[] PUBLISHED = {"scores", "unscored", "digests"};

  private static final TestPaper REPEATED = TestPaper.of("2503.10001");
  private static final TestPaper LEFT = TestPaper.of("2503.10002");
  private static final TestPaper[] PAPERS = {REPEATED, LEFT, TestPaper.of("2503.10003")};

  /** What a run mends, a file of each kind; of those with a random name the first. */
  private static final List<String> OF_THE_DAY =
      List.of(
          "scores/day=2025-03-25/records.jsonl",
          "unscored/day=2025-03-25/unscored.jsonl",
          "digests/2025-03/2025-03-25.md",
          "listings/127.*",
          "listings/authors-.*");

  /** The same of files that hold the checksums and the numbers of others. */
  private static final List<String> OF_ITS_SUMS =
      List.of(
          "scores/day=2025-03-25/_day.json",
          "digests/2025-03/2025-03-25.json",
          "summaries/2025-03.jsonl",
          "summaries/2025.json",
          "summaries/days.json");

  /** What {@code site} mends: all that is made of records. */
  private static final List<String> OF_THE_SITE =
      List.of(
          "site/2025-03-24/index.html",
          "site/assets/paperbeam.css",
          "site/feed.xml",
          "digests/2025-03/index.md",
          "digests/2025-03/2025-03-24.md",
          "summaries/shown/2025-03.jsonl");

  private static final List<String> OF_THE_LEDGER =
      List.of("ledger/months/.*.jsonl", "ledger/months/.*.manifest.json");

  private static final List<String> NOT_READ =
      List.of("runs/.*", "ledger/known-months/.*", "summaries/shown/whole");

  /** What is refused by name, and by which command. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "scores/day=2025-03-24/records.jsonl", "site",
          "scores/day=2025-03-24/_day.json", "site",
          "digests/2025-03/2025-03-25.json", "deliver",
          "deliveries/.*", "deliver",
          "ledger/lease.json", "run",
          "ledger/batches/.*", "run",
          "ledger/open/.*", "run");

  /** Of what only a run reads one way each: tests of the ledger's classes try all. */
  private static final Map<String, Garbled> ONE_WAY =
      Map.of(
          "ledger/lease.json", Garbled.NULS,
          "ledger/batches/.*", Garbled.HALF,
          "ledger/open/.*", Garbled.BIT_FLIPPED);

  /** What no run of this test leaves: other tests garble it, or no command reads it. */
  private static final List<String> OF_OTHER_TESTS =
      List.of("marks.json", "prefilter/", "estimates/", "evaluations/", ".tmp/", "ledger/brakes/");

  private TestServices services;

  protected GarbledFilesContract(List<String> runner) {
    super(runner);
  }

  @AfterEach
  void close() {
    if (services != null) {
      services.close();
    }
  }

  /** Two days, of which the second repeats a paper of the first, and leaves one open. */
  private void runTwice() throws IOException {
    services = TestServices.of(PAPERS);
    storage()
        .write(
            "snap/a.json",
            TestSnapshot.file(
                "a.json", TestSnapshot.lines(List.of(REPEATED), LocalDate.of(2025, 3, 21))));
    assertEnds(
        run(
            services,
            "--source=snapshot",
            "--snapshotFiles=" + storage().path("snap/*"),
            "--from=" + EARLIER,
            "--to=" + EARLIER),
        0);
    services.answer(
        question ->
            question.scoring()
                ? TestServices.scores(
                    question,
                    Stream.of(PAPERS)
                        .filter(p -> p != LEFT && question.ids().contains(p.id()))
                        .toList())
                : services.honest(question));
    assertEnds(again(), 3);
    // What was left is asked again each time, and once in the ledger that is no news.
    assertEnds(again(), 3);
  }

  private CommandResult again() {
    // A feed that is asked for by its date is read from the cache.
    return run(services, "--source=rss", "--from=" + DAY, "--to=" + DAY, "--llmMaxAttempts=1");
  }

  @Test
  void whatAnswersAreMadeOfIsNamedAndMadeAnew() throws IOException {
    runTwice();
    Map<String, byte[]> whole = files();
    Map<String, String> undisturbed = published();
    for (List<String> kinds : List.of(OF_THE_DAY, OF_ITS_SUMS)) {
      for (Garbled way : Garbled.values()) {
        List<String> garbled = garble(way, kinds);
        List<String> unread = garble(way, NOT_READ);
        int before = services.asked().size();
        CommandResult result = again();
        for (String file : unread) {
          // This test reads all reports.
          storage().write("out/" + file, whole.get(file));
        }
        assertEnds(result, 3);
        assertThat(way + " of " + kinds, unnamed(garbled, warnings()), is(List.of()));
        assertThat("only what was left is asked", askedSince(before), is(List.of(LEFT.id())));
        assertThat(way + " of " + kinds, differing(published(), undisturbed), is(List.of()));
      }
    }
    assertEnds(again(), 3);
    assertThat("told once", warnings(), not(containsString("as it had been written")));
  }

  @Test
  void anAnswerThatIsLostIsNamedAndAskedForAgain() throws IOException {
    runTwice();
    Map<String, byte[]> whole = files();
    Map<String, String> undisturbed = output().outcomes(DAY);
    for (Garbled way : Garbled.values()) {
      restore(whole);
      List<String> garbled = garble(way, OF_THE_LEDGER);
      assertEnds(again(), 3);
      assertThat(way.toString(), unnamed(garbled, warnings()), is(List.of()));
      assertThat(way.toString(), output().outcomes(DAY), is(undisturbed));
    }
    restore(whole);
    String first = file("ledger/months/.*.jsonl");
    storage().delete("out/" + first);
    int before = services.asked().size();
    assertEnds(again(), 3);
    assertThat(warnings(), containsString(first + " is gone"));
    assertThat(output().outcomes(DAY), is(undisturbed));
    assertThat("what it held is asked again", askedSince(before).size(), greaterThan(1));
  }

  @Test
  void whatAnEarlierDayShowedIsKnownThoughItsDigestIsSpoiltTogetherWithWhatTellsOfIt()
      throws IOException {
    runTwice();
    Map<String, byte[]> whole = files();
    for (Garbled way : Garbled.values()) {
      restore(whole);
      List<String> garbled =
          garble(
              way,
              List.of("digests/2025-03/" + EARLIER + ".json", "summaries/shown/2025-03.jsonl"));
      assertEnds(again(), 3);
      assertThat(way.toString(), unnamed(garbled, warnings()), is(List.of()));
      assertThat(
          way.toString(),
          output().records(DAY).get(REPEATED.id()).path("seen_before").asText(),
          is(EARLIER));
    }
  }

  @Test
  void siteMakesAnewWhatIsMadeOfRecordsAndNamesIt() throws IOException {
    runTwice();
    assertThat(call("site", List.of()).code(), is(0));
    Map<String, byte[]> whole = files();
    for (Garbled way : Garbled.values()) {
      List<String> garbled = garble(way, OF_THE_SITE);
      CommandResult site = call("site", List.of());
      assertThat(site.text(), site.code(), is(0));
      assertThat(way + ": " + site.err(), unnamed(garbled, site.err()), is(List.of()));
      Map<String, byte[]> now = files();
      for (String file : whole.keySet()) {
        assertThat(way + " of " + file, now.get(file), is(whole.get(file)));
      }
    }
    assertThat(call("site", List.of()).err(), not(containsString("as it had been written")));
  }

  @Test
  void whatCannotBeMadeAnewIsRefusedByName() throws IOException {
    runTwice();
    try (LoopbackServer hook = LoopbackServer.inTurn(LoopbackServer.Answer.ok("ok"))) {
      storage().write("hook", hook.url().getBytes(StandardCharsets.UTF_8));
      assertThat(deliver().text(), deliver().code(), is(0));
      leaveInTheLedger();
      Map<String, byte[]> whole = files();
      int sent = hook.requests().size();
      int before = services.asked().size();
      for (Map.Entry<String, String> kind : new TreeMap<>(REFUSED).entrySet()) {
        // What a run that was refused has put in order by the way is back before the next.
        restore(whole);
        String file = file(kind.getKey());
        Garbled oneWay = ONE_WAY.get(kind.getKey());
        for (Garbled way : oneWay == null ? Garbled.values() : new Garbled[] {oneWay}) {
          storage().write("out/" + file, way.of(whole.get(file)));
          CommandResult refused = refused(kind.getValue());
          String what = way + " of " + file + ": " + refused.text();
          assertThat(what, refused.code(), is(1));
          assertThat(what, refused.text(), containsString(file));
          assertThat(what, refused.text(), not(containsString("\tat ")));
          storage().write("out/" + file, whole.get(file));
        }
      }
      assertThat("nothing is sent twice", hook.requests().size(), is(sent));
      assertThat("nothing is paid twice", services.asked().size(), is(before));
    }
  }

  private CommandResult refused(String command) {
    return switch (command) {
      case "run" -> again();
      case "deliver" -> deliver();
      default -> call(command, List.of());
    };
  }

  private CommandResult deliver() {
    return call("deliver", List.of("--webhookUrlFile=" + storage().path("hook")));
  }

  /** What a run that was killed leaves: an open batch, an answer. */
  private void leaveInTheLedger() throws IOException {
    Ledger ledger = Ledger.in(Folder.of(output().toString()).folder("ledger"));
    String prompt = output().json("scores/day=2025-03-25/_day.json").path("prompt_sha256").asText();
    ledger
        .batches()
        .write(
            new OpenBatch(
                "20250301T000000Z-a-1",
                "20250301T000000Z-a",
                services.url() + "/v1",
                "gpt-4o",
                "c0ffee",
                Instant.EPOCH,
                "file-1",
                "batch-1",
                List.of()));
    ledger.append(
        LedgerEntry.builder()
            .setId(LedgerEntry.idOf(Instant.EPOCH, "one"))
            .setRunId("20250301T000000Z-a")
            .setAnsweredAt(Instant.EPOCH.toString())
            .setStage("score")
            .setDate(EARLIER)
            .setModel("gpt-4o")
            .setPromptSha256(prompt)
            .setPapers(List.of())
            .setFinishReason("stop")
            .setText("{}")
            .setPromptTokens(1)
            .setCachedTokens(0)
            .setCompletionTokens(1)
            .build());
  }

  @Test
  void theTableOfTheDocsNamesEveryFolderAndEachIsTried() throws IOException {
    runTwice();
    TreeSet<String> rows = rows();
    List<String> tried = new ArrayList<>(OF_OTHER_TESTS);
    Stream.of(OF_THE_DAY, OF_ITS_SUMS, OF_THE_SITE, OF_THE_LEDGER, NOT_READ).forEach(tried::addAll);
    tried.addAll(REFUSED.keySet());
    for (String row : rows) {
      assertThat(row + " is tried", tried.stream().anyMatch(kind -> isOf(row, kind)), is(true));
    }
    for (String file : output().files("")) {
      assertThat(
          file + " has a row in docs/files.md",
          rows.stream().anyMatch(row -> isOf(row, file)),
          is(true));
    }
  }

  private static boolean isOf(String row, String file) {
    return row.endsWith("/") ? file.startsWith(row) : file.equals(row);
  }

  /** The folders and files of the table's first column. */
  private static TreeSet<String> rows() throws IOException {
    TreeSet<String> rows = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../../docs/files.md"))) {
      if (line.startsWith("| `")) {
        Matcher name = Pattern.compile("`([^`]+)`").matcher(line.substring(0, line.indexOf(" | ")));
        while (name.find()) {
          rows.add(name.group(1));
        }
      }
    }
    return rows;
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String file : output().files("")) {
      files.put(file, storage().read("out/" + file));
    }
    return files;
  }

  private void restore(Map<String, byte[]> files) throws IOException {
    output().delete("");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      storage().write("out/" + file.getKey(), file.getValue());
    }
  }

  /**
   * Records and digests, but for what another run changes: what was paid, what was found spoilt,
   * and the checksums of both.
   */
  private Map<String, String> published() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    output()
        .content(PUBLISHED)
        .forEach(
            (file, text) ->
                texts.put(
                    file,
                    text.replaceAll("\"warnings\"\\s*:\\s*\\[[^\\]]*\\]", "")
                        .replaceAll("\"usage\"\\s*:\\s*\\{[^}]*\\}", "")
                        .replaceAll("(?m)^\\| \\*\\*(Token|Cost)\\*\\*.*$", "")
                        .replaceAll("crc32c\"\\s*:\\s*\"[0-9a-f]*\"", "")));
    return texts;
  }

  private static List<String> differing(Map<String, String> some, Map<String, String> others) {
    TreeSet<String> files = new TreeSet<>(some.keySet());
    files.addAll(others.keySet());
    return files.stream().filter(f -> !Objects.equals(some.get(f), others.get(f))).toList();
  }

  private List<String> askedSince(int before) {
    return services.asked().stream().skip(before).flatMap(q -> q.ids().stream()).toList();
  }

  private String warnings() throws IOException {
    return output().report().path("warnings").toString();
  }

  private static List<String> unnamed(List<String> files, String text) {
    return files.stream().filter(file -> !text.contains(file)).toList();
  }

  private String file(String kind) throws IOException {
    return output().files("").stream()
        .filter(name -> name.matches(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no file like " + kind));
  }

  private List<String> garble(Garbled way, List<String> kinds) throws IOException {
    List<String> garbled = new ArrayList<>();
    for (String kind : kinds) {
      String file = file(kind);
      storage().write("out/" + file, way.of(storage().read("out/" + file)));
      garbled.add(file);
    }
    return garbled;
  }
}

package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A file under {@code --output} that is not as it was written, whatever file and whatever happened
 * to it: the next run names it and mends it, or refuses it, and pays for nothing twice but for
 * answers that the ledger has lost.
 */
public abstract class GarbledFilesContract extends Contract {
  private static final String EARLIER = "2025-03-24";
  private static final String[] PUBLISHED = {"scores", "unscored", "digests", "site"};

  private static final TestPaper REPEATED = TestPaper.of("2503.10001");
  private static final TestPaper LEFT = TestPaper.of("2503.10002");
  private static final TestPaper[] PAPERS = {REPEATED, LEFT, TestPaper.of("2503.10003")};

  private TestServices services;

  /** What is done to a file. */
  enum Way {
    BIT_FLIPPED,
    HALF,
    EMPTY,
    NULS,
    OF_A_NEWER_VERSION;

    byte[] garble(byte[] written) {
      byte[] bytes = written.clone();
      return switch (this) {
        case BIT_FLIPPED -> {
          // What is in every file of papers counts; run ids and times do not.
          int title = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Title of");
          bytes[title < 0 ? bytes.length / 2 : title] ^= 1;
          yield bytes;
        }
        case HALF -> Arrays.copyOf(bytes, bytes.length / 2);
        case EMPTY -> new byte[0];
        case NULS -> new byte[bytes.length];
        case OF_A_NEWER_VERSION -> newer(new String(bytes, StandardCharsets.UTF_8));
      };
    }

    private static byte[] newer(String text) {
      String more =
          text.startsWith("{")
              ? "{\"newer\":{\"than\":[\"this\"]}," + text.substring(1)
              : text + "\nWhat a newer version adds.\n";
      return more.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** What the next run does. */
  private enum Then {
    /** Names the file, and leaves what it would have left without. */
    MENDED,
    /** The same, and asks for what the file held. */
    ASKED_AGAIN,
    /** Leaves what it would have left without: nothing of the file is read. */
    NOT_READ
  }

  /** Of each kind a file; of those with a random name the first. */
  private static final Map<String, Then> OF_THE_DAY =
      table(
          "scores/day=2025-03-25/records.jsonl", Then.MENDED,
          "unscored/day=2025-03-25/unscored.jsonl", Then.MENDED,
          "digests/2025-03/2025-03-25.md", Then.MENDED,
          "listings/127.*", Then.MENDED,
          "listings/authors-.*", Then.MENDED,
          "runs/.*", Then.NOT_READ);

  private static final Map<String, Then> OF_OTHERS =
      table(
          "scores/day=2025-03-25/_day.json", Then.MENDED,
          "digests/2025-03/2025-03-25.json", Then.MENDED,
          "digests/2025-03/2025-03-24.json", Then.MENDED,
          "summaries/2025-03.jsonl", Then.MENDED,
          "summaries/2025.json", Then.MENDED,
          "summaries/days.json", Then.MENDED,
          "summaries/shown/2025-03.jsonl", Then.MENDED,
          "summaries/shown/whole", Then.NOT_READ,
          "ledger/known-months/.*", Then.NOT_READ,
          "ledger/months/.*.manifest.json", Then.MENDED);

  private static final Map<String, Then> OF_THE_LEDGER =
      table("ledger/months/.*.jsonl", Then.ASKED_AGAIN);

  protected GarbledFilesContract(List<String> runner) {
    super(runner);
  }

  private static Map<String, Then> table(Object... kinds) {
    Map<String, Then> table = new LinkedHashMap<>();
    for (int i = 0; i < kinds.length; i += 2) {
      table.put((String) kinds[i], (Then) kinds[i + 1]);
    }
    return table;
  }

  @AfterEach
  void close() {
    if (services != null) {
      services.close();
    }
  }

  /** Two days, of which the second repeats a paper of the first, and leaves one open. */
  private int runTwice() throws IOException {
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
    int before = services.asked().size();
    assertEnds(again(), 3);
    return services.asked().size() - before;
  }

  private CommandResult again() {
    return run(services, "--llmMaxAttempts=1");
  }

  @Test
  void whatTheDayIsMadeOfIsNamedAndMended() throws IOException {
    assertHeld(OF_THE_DAY);
  }

  @Test
  void whatOtherDaysAndPagesAreMadeOfIsNamedAndMended() throws IOException {
    assertHeld(OF_OTHERS);
  }

  @Test
  void anAnswerThatIsLostIsNamedAndAskedForAgain() throws IOException {
    assertHeld(OF_THE_LEDGER);
  }

  private void assertHeld(Map<String, Then> kinds) throws IOException {
    int askedUndisturbed = runTwice();
    Map<String, byte[]> whole = files();
    Map<String, String> undisturbed = new TreeMap<>(output().content(PUBLISHED));
    for (Way way : Way.values()) {
      restore(whole);
      assertHeld(way, kinds, askedUndisturbed, undisturbed);
    }
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

  private void assertHeld(
      Way way, Map<String, Then> kinds, int askedUndisturbed, Map<String, String> undisturbed)
      throws IOException {
    Map<String, Then> garbled = new LinkedHashMap<>();
    for (Map.Entry<String, Then> kind : kinds.entrySet()) {
      garbled.put(garble(way, kind.getKey()), kind.getValue());
    }
    int before = services.asked().size();
    CommandResult result = again();
    for (String file : output().files("runs")) {
      if (garbled.containsKey(file)) {
        // This test reads all reports.
        storage().delete("out/" + file);
      }
    }
    assertEnds(result, 3);
    String warnings = output().report().path("warnings").toString();
    garbled.forEach(
        (file, then) -> {
          if (then != Then.NOT_READ) {
            assertThat(way + " is named", warnings, containsString(file));
          }
        });
    assertThat(way + " of " + garbled, output().content(PUBLISHED), is(undisturbed));
    int asked = services.asked().size() - before;
    if (garbled.containsValue(Then.ASKED_AGAIN)) {
      assertThat(asked, greaterThanOrEqualTo(askedUndisturbed));
      assertThat(asked, lessThanOrEqualTo(askedUndisturbed + 2));
    } else {
      assertThat("paid", asked, is(askedUndisturbed));
    }
    assertEnds(again(), 3);
    assertThat(
        "told once, " + way,
        garbled.keySet().stream()
            .filter(file -> !file.startsWith("ledger/"))
            .filter(file -> reportNames(file))
            .toList(),
        is(List.of()));
  }

  private boolean reportNames(String file) {
    try {
      return output().report().path("warnings").toString().contains(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String garble(Way way, String kind) throws IOException {
    String file =
        output().files("").stream().filter(name -> name.matches(kind)).findFirst().orElseThrow();
    storage().write("out/" + file, way.garble(storage().read("out/" + file)));
    return file;
  }

  @Test
  void whatCannotBeMendedIsRefusedByName() throws IOException {
    runTwice();
    Map<String, byte[]> whole = files();
    for (Way way : Way.values()) {
      restore(whole);
      assertRefused(way);
    }
  }

  private void assertRefused(Way way) throws IOException {
    int before = services.asked().size();
    String records = garble(way, "scores/day=2025-03-24/records.jsonl");
    CommandResult site = call("site", List.of());
    assertThat(way + ": " + site.text(), site.code(), is(1));
    assertThat(site.text(), containsString(records));
    assertThat(site.text(), not(containsString("\tat ")));
    // Fields that a newer version adds are passed over.
    if (way != Way.OF_A_NEWER_VERSION) {
      String lease = garble(way, "ledger/lease.json");
      CommandResult run = again();
      assertThat(way + ": " + run.text(), run.code(), is(1));
      assertThat(run.text(), containsString(lease));
      assertThat(services.asked().size(), is(before));
    }
  }
}

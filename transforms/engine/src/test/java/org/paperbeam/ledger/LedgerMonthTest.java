package org.paperbeam.ledger;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.FragileStore;

/** What stands under months stays there, whatever breaks, and what is broken is told. */
class LedgerMonthTest {
  private Folder folder = FragileStore.newFolder();
  private final List<String> warnings = new ArrayList<>();

  private Ledger ledger() {
    return Ledger.in(folder);
  }

  /** About a paper of March and one of April, listed in May. */
  private static LedgerEntry entry(String runId, int number) {
    return about("2025-05-02", AskedPaper.of("2503.00001", "k1"), AskedPaper.of("2504.00002", "k2"))
        .setId("%05d".formatted(number))
        .setRunId(runId)
        .setText("answer " + number)
        .setCompletionTokens(number)
        .build();
  }

  private static LedgerEntry.Builder about(String date, AskedPaper... papers) {
    return LedgerEntry.builder()
        .setAnsweredAt("2025-05-02T00:00:00.000Z")
        .setStage("score")
        .setDate(date)
        .setModel("m")
        .setPromptSha256("p")
        .setPapers(List.of(papers))
        .setFinishReason("stop")
        .setPromptTokens(1)
        .setCachedTokens(2);
  }

  private Set<String> month(String month) throws IOException {
    TreeMap<String, LedgerEntry> entries = new TreeMap<>();
    ledger()
        .readMonth(
            month,
            entry -> {
              LedgerEntry before = entries.put(entry.getId(), entry);
              assertThat(before == null || before.equals(entry), is(true));
            },
            warnings::add);
    return new TreeSet<>(entries.keySet());
  }

  private void keep(String runId, int number) throws IOException {
    ledger().append(entry(runId, number));
    ledger().close(runId);
  }

  private List<String> parts(String month) throws IOException {
    return folder.list("months/" + month + "/*.jsonl");
  }

  @Test
  void anAnswerStandsUnderTheMonthsOfItsPapersAndOfTheirDate() throws Exception {
    keep("run", 1);
    for (String month : List.of("2025-03", "2025-04", "2025-05")) {
      assertThat(month(month), contains("00001"));
    }
    assertThat(month("2025-02"), is(empty()));
    assertThat(warnings, is(empty()));
    assertThat(LedgerMonths.ofPaper("hep-th/9901001"), is("1999-01"));
    assertThat(LedgerMonths.ofPaper("no id"), is("none"));
    assertThat(LedgerMonths.before("2025-01"), is("2024-12"));
  }

  private void remove(String glob) throws IOException {
    folder.delete(folder.list(glob));
  }

  @Test
  void aMonthThatIsGoneAsAWholeIsTold() throws Exception {
    keep("run", 1);
    remove("months/2025-03/*");
    assertThat(month("2025-03"), is(empty()));
    assertThat(
        warnings,
        contains(
            folder
                + "/months/2025-03 is gone with all its answers: restore it, or they are asked for"
                + " again"));
    warnings.clear();
    ledger().readAllOf(Set.of("run"), entry -> {}, warnings::add);
    assertThat(warnings, contains(containsString("months/2025-03 is gone")));
    warnings.clear();
    assertThat(month("2025-04"), contains("00001"));
    assertThat(month("2025-02"), is(empty()));
    assertThat(warnings, is(empty()));
  }

  @Test
  void aMonthThatIsBegunAnewStaysTold() throws Exception {
    keep("run", 1);
    remove("months/2025-03/*");
    for (int i = 2; i < 20; i++) {
      keep("run-" + i, i);
    }
    assertThat(month("2025-03"), hasSize(18));
    assertThat(
        warnings,
        contains(
            folder
                + "/months/2025-03 was gone as a whole and begun anew: what it held before is asked"
                + " for again"));
    assertThat(parts("2025-03").size(), is(lessThanOrEqualTo(LedgerMonth.MOST_PARTS)));
    warnings.clear();
    assertThat(month("2025-04"), hasSize(19));
    assertThat(warnings, is(empty()));
  }

  @Test
  void aLedgerThatKnowsNoMonthsYetIsTakenAsItStands() throws Exception {
    keep("run", 1);
    remove("known-months/*");
    remove("months/2025-03/*");
    assertThat(month("2025-03"), is(empty()));
    assertThat(warnings, is(empty()));
    ledger()
        .append(
            about("2025-06-02", AskedPaper.of("2506.00001", "k3"))
                .setId("00002")
                .setRunId("other")
                .setText("answer")
                .setCompletionTokens(1)
                .build());
    ledger().close("other");
    assertThat(
        folder.list("known-months/*"),
        contains("known-months/2025-04", "known-months/2025-05", "known-months/2025-06"));
    remove("months/2025-04/*");
    assertThat(month("2025-04"), is(empty()));
    assertThat(warnings, contains(containsString("months/2025-04 is gone with all its answers")));
  }

  @Test
  void manySmallFilesBecomeFewAndEveryAnswerStaysOnce() throws Exception {
    for (int i = 1; i <= 100; i++) {
      keep("run-" + i, i);
      assertThat(parts("2025-03").size(), is(lessThanOrEqualTo(LedgerMonth.MOST_PARTS)));
    }
    assertThat(month("2025-03"), hasSize(100));
    assertThat(folder.list("months/2025-03/*.json"), hasSize(1));
    assertThat(folder.list("months/**"), hasSize(3 * (parts("2025-03").size() + 1)));
    assertThat(folder.list("**"), hasSize(3 * (parts("2025-03").size() + 2)));
    int lines = 0;
    for (String part : parts("2025-03")) {
      lines += (int) folder.readIfPresent(part).lines().count();
    }
    assertThat(lines, is(100));
  }

  /** Some hours of a ledger: answers, groups, the ends of runs, old files, compaction. */
  private void live(Set<String> kept) throws IOException {
    int number = 0;
    for (int run = 0; run < 10; run++) {
      List<LedgerEntry> group = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        LedgerEntry entry = entry("run-" + run, ++number);
        ledger().append(entry);
        kept.add(entry.getId());
        group.add(entry);
        if (i == 2) {
          assertThat(ledger().group(group), is(true));
        }
      }
      ledger().closeAll();
    }
  }

  private Set<String> everything() throws IOException {
    Set<String> ids = new TreeSet<>();
    ledger().readOpen(entry -> ids.add(entry.getId()), warnings::add);
    ids.addAll(month("2025-03"));
    return ids;
  }

  @Test
  void killedAtAnyChangeNothingIsLostNorTwice() throws Exception {
    boolean died = true;
    long change = 0;
    while (died) {
      folder = FragileStore.newFolder();
      FragileStore.dieAtChange(folder, ++change);
      Set<String> kept = new TreeSet<>();
      try {
        live(kept);
        died = false;
      } catch (FragileStore.Killed e) {
        assertThat(e.getMessage(), is(nullValue()));
      }
      FragileStore.mend(folder);
      assertThat("at change " + change, everything().containsAll(kept), is(true));
      ledger().closeAll();
      assertThat(ledger().openFiles(), is(empty()));
      Set<String> before = new TreeSet<>(kept);
      assertThat(month("2025-03").containsAll(before), is(true));
      assertThat(month("2025-04"), is(month("2025-05")));
      assertThat(month("2025-04"), is(month("2025-03")));
      for (int i = 0; i <= LedgerMonth.MOST_PARTS; i++) {
        keep("later-" + i, 90_000 + i);
      }
      assertThat(
          "what a crash left is removed",
          parts("2025-03").size(),
          is(lessThanOrEqualTo(LedgerMonth.MOST_PARTS)));
      assertThat(folder.list("months/2025-03/*.json"), hasSize(1));
      assertThat(warnings, is(empty()));
    }
    assertThat(change, is(greaterThan(200L)));
  }

  @Test
  void aFileThatIsGoneEmptyCutOrChangedIsToldByName() throws Exception {
    for (int i = 1; i <= 3; i++) {
      ledger().append(entry("run", i));
    }
    ledger().close("run");
    String name = parts("2025-03").get(0);
    String whole = folder.readIfPresent(name);
    String path = folder + "/" + name;

    folder.write(name, whole.replace("\"completion_tokens\":2", "\"completion_tokens\":3"));
    assertThat(month("2025-03"), contains("00001", "00003"));
    assertThat(
        warnings, contains(path + ": line 2 has a wrong checksum, the answer is asked for again"));

    warnings.clear();
    String first = whole.lines().findFirst().orElseThrow();
    folder.write(name, first + "\n");
    assertThat(month("2025-03"), contains("00001"));
    assertThat(
        warnings,
        contains(
            path + " is cut: 1 of its 3 answers are there, the 2 answers are asked for again"));

    warnings.clear();
    folder.write(name, whole.substring(0, whole.length() - 20));
    assertThat(month("2025-03"), contains("00001", "00002"));
    assertThat(
        warnings,
        contains(path + ": line 3 is cut or has no checksum, the answer is asked for again"));

    warnings.clear();
    folder.write(name, "");
    assertThat(month("2025-03"), is(empty()));
    assertThat(warnings, hasSize(1));
    assertThat(warnings.get(0), containsString(path + " is empty"));

    warnings.clear();
    folder.delete(List.of(name));
    assertThat(month("2025-03"), is(empty()));
    assertThat(warnings, contains(path + " is gone, the 3 answers are asked for again"));

    warnings.clear();
    folder.write(name, whole);
    assertThat(month("2025-03"), hasSize(3));
    assertThat(warnings, is(empty()));
  }

  @Test
  void everyChangedLetterShows() throws Exception {
    keep("run", 1);
    String name = parts("2025-03").get(0);
    String whole = folder.readIfPresent(name);
    for (int i = 0; i < whole.length() - 1; i++) {
      warnings.clear();
      char other = whole.charAt(i) == '7' ? '8' : '7';
      folder.write(name, whole.substring(0, i) + other + whole.substring(i + 1));
      assertThat("letter " + i, month("2025-03"), is(empty()));
      assertThat("letter " + i, warnings, hasSize(1));
    }
  }

  @Test
  void aListThatIsGoneOrDamagedIsToldAndWhatIsThereIsRead() throws Exception {
    keep("run", 1);
    keep("run", 2);
    String manifest = folder.list("months/2025-03/*.json").get(0);
    String whole = folder.readIfPresent(manifest);
    folder.write(manifest, whole.replace("lines\":1", "lines\":2"));
    assertThat(month("2025-03"), hasSize(2));
    assertThat(warnings, hasSize(1));
    assertThat(warnings.get(0), containsString(folder + "/" + manifest));

    warnings.clear();
    String part = folder.list("months/2025-03/*.jsonl").get(0);
    String answers = folder.readIfPresent(part);
    folder.write(part, "");
    assertThat(month("2025-03"), hasSize(1));
    assertThat(warnings.toString(), containsString(folder + "/" + part + " is empty"));
    folder.write(part, answers);
    warnings.clear();
    folder.delete(List.of(manifest));
    assertThat(month("2025-03"), hasSize(2));
    assertThat(warnings, hasSize(1));
    assertThat(warnings.get(0), containsString("months/2025-03: the list of its files is gone"));

    keep("run", 3);
    warnings.clear();
    assertThat(month("2025-03"), hasSize(3));
    assertThat("mended by the next answer", warnings, is(empty()));
  }

  @Test
  void whatIsDamagedIsNotCompactedAway() throws Exception {
    keep("run", 1);
    String name = parts("2025-03").get(0);
    String whole = folder.readIfPresent(name);
    folder.write(name, whole.replace("answer 1", "answer 2"));
    for (int i = 2; i <= 30; i++) {
      keep("run-" + i, i);
    }
    assertThat(parts("2025-03"), hasItem(name));
    assertThat(month("2025-03"), hasSize(29));
    assertThat(warnings, is(not(empty())));
    folder.write(name, whole);
    assertThat("restored", month("2025-03"), hasSize(30));
  }

  @Test
  void whereNothingMayBeRemovedAnswersAreReadOnceAllTheSame() throws Exception {
    FragileStore.retain(folder);
    keep("run", 1);
    assertThat(ledger().openFiles(), is(empty()));
    assertThat(folder.list("open/run/*.json"), hasSize(1));
    List<String> files = folder.list("**");
    ledger().closeAll();
    assertThat(folder.list("**"), is(files));
    keep("run", 2);
    assertThat(month("2025-03"), contains("00001", "00002"));
    FragileStore.mend(folder);
    ledger().closeAll();
    assertThat(folder.list("open/**"), is(empty()));
    assertThat(month("2025-03"), contains("00001", "00002"));
    assertThat(warnings, is(empty()));
  }
}

package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.MemoryStore;
import org.paperbeam.testing.days.WrittenDays;

/** Days published one by one leave the bytes of a rebuild, whatever happens meanwhile. */
class PublishDayTest {
  private static final List<String> DAYS =
      List.of(
          "2023-06-01",
          "2023-06-02",
          "2024-02-29",
          "2024-12-30",
          "2024-12-31",
          "2025-01-02",
          "2025-03-24",
          "2025-03-25");

  private final MemoryStore store = MemoryStore.create();
  private final Folder output = store.folder("out");

  private static void publish(Folder output, String date, int kind) throws IOException {
    write(output, date, kind);
    Pages.publishDay(output, date, new RetainedFiles(), null);
  }

  /** A day's digest, one of several; some papers are on several days, with other scores. */
  private static void write(Folder output, String date, int kind) throws IOException {
    List<PaperRecord> papers = new ArrayList<>();
    papers.add(Days.selected("2503.00001", 5 + kind % 5, 7));
    papers.add(Days.selected("2503." + date.substring(5).replace("-", "0"), 9, 1 + kind % 9));
    WrittenDays.write(output, date, papers.subList(kind % 3 == 2 ? 1 : 0, 2));
  }

  /** What a rebuild makes of the records alone, in a folder where nothing else stands. */
  private static SortedMap<String, String> rebuilt(MemoryStore store) throws IOException {
    MemoryStore other = MemoryStore.create();
    other.copy(store, "out/scores");
    DigestRebuilder.rebuild(other.folder("out"));
    return other.texts("out/site", "out/digests");
  }

  private static void assertAsRebuilt(String why, MemoryStore store) throws IOException {
    assertAs(rebuilt(store), why, store);
  }

  private static void assertAs(SortedMap<String, String> rebuilt, String why, MemoryStore store) {
    SortedMap<String, String> there = store.texts("out/site", "out/digests");
    assertThat(why, there.keySet(), is(rebuilt.keySet()));
    for (Map.Entry<String, String> file : rebuilt.entrySet()) {
      assertThat(why + ": " + file.getKey(), there.get(file.getKey()), is(file.getValue()));
    }
  }

  @Property(tries = 20)
  void theBytesAreThoseOfARebuildInWhateverOrderDaysComeAndComeAgain(@ForAll long seed)
      throws Exception {
    MemoryStore store = MemoryStore.create();
    Folder output = store.folder("out");
    Random random = new Random(seed);
    List<String> order = new ArrayList<>(DAYS);
    order.addAll(DAYS.subList(0, random.nextInt(DAYS.size())));
    Collections.shuffle(order, random);
    for (String date : order) {
      if (random.nextInt(6) == 0) {
        // As a rebuild leaves a day whose records are gone.
        output.delete(output.list("scores/*" + date + "/*"));
        DigestFiles.delete(output, List.of(date));
        Pages.publishDay(output, date, new RetainedFiles(), null);
      } else {
        publish(output, date, random.nextInt(20));
      }
    }
    assertAsRebuilt("seed " + seed, store);
  }

  @Test
  void afterDaysWerePublishedARebuildHasNothingToWriteAndTheOtherWayRound() throws Exception {
    for (String date : DAYS) {
      publish(output, date, 1);
    }
    SortedMap<String, String> before = store.texts("out/site", "out/digests", "out/summaries");
    DigestRebuilder.rebuild(output);
    assertThat(store.texts("out/site", "out/digests", "out/summaries"), is(before));
    int changes = store.changes();
    Pages.publishDays(output, DAYS, new RetainedFiles(), null);
    assertThat(store.changes(), is(changes));
  }

  @Test
  void leavesOfASearchIndexThatShrinksAreRemoved() throws Exception {
    List<PaperRecord> many = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      PaperRecord paper = Days.selected(String.format("2503.%05d", i + 1), 8, 7);
      StringBuilder words = new StringBuilder();
      for (int word = 0; word < 20; word++) {
        words.append(" w").append(Integer.toString(i * 7919 + word * 104729, 36));
      }
      many.add(
          paper.toBuilder()
              .setPaper(paper.getPaper().toBuilder().setAbstractText(words.toString()).build())
              .build());
    }
    WrittenDays.write(output, "2025-03-24", many);
    Pages.publishDay(output, "2025-03-24", new RetainedFiles(), null);
    assertThat(output.list("site/search/2025-03/*").size(), greaterThan(2));
    publish(output, "2025-03-24", 1);
    assertThat(output.list("site/search/2025-03/*").size(), is(1));
    assertAsRebuilt("shrunk", store);
  }

  @Test
  void manyDaysAtOnceAreAsOneByOne() throws Exception {
    publish(output, DAYS.get(2), 1);
    for (String date : DAYS) {
      write(output, date, 4);
    }
    Pages.publishDays(output, DAYS, new RetainedFiles(), null);
    assertAsRebuilt("all at once", store);
  }

  @Test
  void aRunKilledBetweenAnyTwoWritesIsMadeGoodByTheSameRun() throws Exception {
    killedAnywhere("2024-12-31", "2024-12-31");
  }

  @Test
  void aRunKilledBetweenAnyTwoWritesIsMadeGoodByTheNextDayOfTheMonth() throws Exception {
    killedAnywhere("2025-03-25", "2025-03-26");
  }

  private static void killedAnywhere(String killed, String next) throws IOException {
    int deaths = 0;
    SortedMap<String, String> rebuilt = null;
    for (boolean dead = true; dead; deaths++) {
      MemoryStore store = MemoryStore.create();
      Folder output = store.folder("out");
      for (String date : List.of("2023-06-01", "2024-02-29", "2025-01-02", "2025-03-24")) {
        publish(output, date, 3);
      }
      store.dieAfter(deaths);
      try {
        publish(output, killed, 4);
        dead = false;
      } catch (IOException e) {
        assertThat(e.getMessage(), containsString("dead"));
      }
      store.revive();
      publish(output, next, 5);
      if (!killed.equals(next)) {
        // A digest that was not written yet, or without its Markdown, is not the pages' concern.
        write(output, killed, 4);
        Pages.publishDay(output, next, new RetainedFiles(), null);
      }
      rebuilt = rebuilt == null ? rebuilt(store) : rebuilt;
      assertAs(rebuilt, "killed after " + deaths + " writes", store);
    }
    assertThat(deaths, greaterThan(10));
  }

  @Test
  void pagesOfADayThatAKillLeftPendingAreMadeByADayOfAnotherYear() throws Exception {
    publish(output, "2025-03-24", 1);
    write(output, "2023-06-01", 2);
    // The month's summary, the index, and the day's own page.
    store.dieAfter(3);
    assertThrows(
        IOException.class, () -> Pages.publishDay(output, "2023-06-01", new RetainedFiles(), null));
    store.revive();
    assertThat(store.texts("out/site").keySet().contains("out/site/2023/index.html"), is(false));
    publish(output, "2024-12-30", 3);
    assertAsRebuilt("pending", store);
  }

  @Test
  void ofTwoRunsAtOnceNothingIsLostWhereverTheOneIsWhenTheOtherWrites() throws Exception {
    for (String first : List.of("2025-03-25", "2023-06-02")) {
      interruptedAnywhere(List.of("2023-06-01", "2025-03-24", "2025-03-27"), first, 30);
    }
  }

  @Test
  void twoRunsAtOnceThatBothBeginTheFolderKnowBothDays() throws Exception {
    interruptedAnywhere(List.of(), "2025-03-24", 30);
  }

  /** Another run publishes a day of its own before any one of the requests of the first. */
  private static void interruptedAnywhere(List<String> before, String first, int least)
      throws IOException {
    SortedMap<String, String> rebuilt = null;
    int at = 0;
    for (boolean[] interrupted = {true}; interrupted[0]; at++) {
      interrupted[0] = false;
      MemoryStore store = MemoryStore.create();
      Folder output = store.folder("out");
      for (String date : before) {
        publish(output, date, 3);
      }
      write(output, first, 4);
      store.interruptAfter(
          at,
          () -> {
            interrupted[0] = true;
            publish(output, "2025-03-26", 5);
          });
      Pages.publishDay(output, first, new RetainedFiles(), null);
      if (interrupted[0]) {
        rebuilt = rebuilt == null ? rebuilt(store) : rebuilt;
        assertAs(rebuilt, first + " interrupted at request " + at, store);
      }
    }
    assertThat(at, greaterThan(least));
  }

  @Test
  void whatIsNotThereOrIsAnotherVersionsIsMadeAgain() throws Exception {
    for (String date : DAYS) {
      publish(output, date, 1);
    }
    for (String gone : output.list("summaries/*")) {
      output.delete(List.of(gone));
      publish(output, "2025-03-24", 2);
      assertAsRebuilt("without " + gone, store);
      output.write(gone, "{\"of\": \"another version\"}\n");
      publish(output, "2025-03-24", 3);
      assertAsRebuilt("another " + gone, store);
    }
    String index = output.readIfPresent("summaries/days.json");
    output.write(
        "summaries/days.json", index.replaceFirst("\"program\":\"....", "\"program\":\"0"));
    output.delete(List.of("site/2023-06-01/index.html"));
    Pages.publishDay(output, "2025-03-24", new RetainedFiles(), null);
    assertAsRebuilt("another program", store);
    output.delete(output.list("site/**"));
    Pages.publishDay(output, "2025-03-24", new RetainedFiles(), null);
    assertAsRebuilt("without a site", store);
  }

  @Test
  void whatARetentionPolicyKeepsIsToldAndTheRestIsMade() throws Exception {
    publish(output, "2025-03-24", 1);
    store.retain(true);
    write(output, "2025-03-25", 1);
    RetainedFiles retained = new RetainedFiles();
    Pages.publishDay(output, "2025-03-25", retained, null);
    assertThat(
        store.texts("out/site").keySet().contains("out/site/2025-03-25/index.html"), is(true));
    String told = retained.summary().orElseThrow();
    assertThat(told, containsString("the first " + output + "/digests/2025-03/index.md"));
    assertThat(told, not(containsString("summaries")));
    store.retain(false);
    publish(output, "2025-03-26", 1);
    assertAsRebuilt("after the retention", store);
  }
}

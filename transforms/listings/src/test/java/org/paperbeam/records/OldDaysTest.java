package org.paperbeam.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.FragileStore;
import org.paperbeam.testing.MemoryStore;

class OldDaysTest {
  private static final PaperRecord GOOD = Days.selected("2503.00001", 9, 8);
  private static final PaperRecord OPEN = Days.decided("hep-th/9901001", Outcome.UNSCORED);
  private static final DayRecords DAY =
      DayRecords.of(
          Days.manifest(2).build(),
          List.of(GOOD, OPEN),
          List.of(Days.unscored("hep-th/9901001", "no answer")));

  /** The day as it was run again later, when the service answered. */
  private static final DayRecords LATER =
      DayRecords.of(
          Days.manifest(2).setRunId("run-2").setMinNovelty(5).build(),
          List.of(GOOD, Days.selected("hep-th/9901001", 7, 7)),
          List.of());

  private static final List<String> OLD_FILES =
      List.of(
          "scores/date=2025-03-25/day.json",
          "scores/date=2025-03-25/records.jsonl",
          "unscored/date=2025-03-25/unscored.jsonl");
  private static final List<String> NEW_FILES =
      List.of(
          "scores/day=2025-03-25/_day.json",
          "scores/day=2025-03-25/records.jsonl",
          "unscored/day=2025-03-25/unscored.jsonl");

  @TempDir private Path path;

  /** Writes the day as an older version did. */
  private static void writeOld(Folder output, DayRecords day) throws IOException {
    Folder elsewhere = MemoryStore.create().folder("out");
    RecordFiles.write(elsewhere, day);
    output.delete(OLD_FILES);
    for (String file : elsewhere.list("**")) {
      output.write(
          file.replace("/day=", "/date=").replace("/_day.json", "/day.json"), elsewhere.read(file));
    }
  }

  private static Map<String, String> texts(Folder output) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String file : output.list("**")) {
      texts.put(file, output.readIfPresent(file));
    }
    return texts;
  }

  @Test
  void anOldDayIsReadWhereItStandsAndMovedOnceByteByByte() throws IOException {
    Folder output = Folder.of(path.toString());
    writeOld(output, DAY);
    List<String> before = List.copyOf(texts(output).values());
    assertThat(output.list("**"), is(OLD_FILES));
    assertThat(RecordFiles.read(output, Days.DATE), is(DAY));
    assertThat(RecordFiles.dates(output), contains(Days.DATE));
    assertThat(OldDays.move(output), is(1));
    assertThat(output.list("**"), is(NEW_FILES));
    assertThat(List.copyOf(texts(output).values()), is(before));
    assertThat(RecordFiles.read(output, Days.DATE), is(DAY));
    assertThat(RecordFiles.dates(output), contains(Days.DATE));
    assertThat(Files.exists(path.resolve("scores/date=2025-03-25")), is(false));
    assertThat(Files.exists(path.resolve("unscored/date=2025-03-25")), is(false));
    assertThat(OldDays.move(output), is(0));
  }

  @Test
  void manyDaysAreMovedTogether() throws IOException {
    Folder output = MemoryStore.create().folder("out");
    for (int day = 1; day <= 28; day++) {
      String date = "2025-02-%02d".formatted(day);
      PaperRecord paper =
          GOOD.toBuilder().setPaper(GOOD.getPaper().toBuilder().setDate(date).build()).build();
      DayManifest manifest = Days.manifest(1).setDate(date).build();
      DayRecords records = DayRecords.of(manifest, List.of(paper), List.of());
      Folder elsewhere = MemoryStore.create().folder("out");
      RecordFiles.write(elsewhere, records);
      for (String file : elsewhere.list("**")) {
        output.write(
            file.replace("/day=", "/date=").replace("/_day", "/day"), elsewhere.read(file));
      }
    }
    assertThat(OldDays.move(output), is(28));
    assertThat(output.list("scores/day=*/_day.json").size(), is(28));
    assertThat(output.list("scores/day=*/*").size(), is(56));
    assertThat(output.list("scores/date=*/*").size(), is(0));
  }

  @Test
  void aFolderWithoutOldDaysCostsOneListing() throws IOException {
    MemoryStore store = MemoryStore.create();
    RecordFiles.write(store.folder("out"), DAY);
    int before = store.requests();
    assertThat(OldDays.move(store.folder("out")), is(0));
    assertThat(store.requests() - before, is(1));
  }

  @Test
  void aMoveThatIsKilledAtAnyChangeLosesNothingAndTheNextOneEndsIt() throws IOException {
    int kills = 0;
    for (boolean killed = true; killed; ) {
      Folder output = FragileStore.newFolder();
      writeOld(output, DAY);
      FragileStore.dieAtChange(output, kills + 1);
      killed = false;
      try {
        OldDays.move(output);
      } catch (FragileStore.Killed e) {
        killed = true;
        kills++;
      }
      FragileStore.mend(output);
      assertThat("after " + kills, RecordFiles.read(output, Days.DATE), is(DAY));
      assertThat(RecordFiles.dates(output), contains(Days.DATE));
      OldDays.move(output);
      assertThat("after " + kills, output.list("**"), is(NEW_FILES));
      assertThat(RecordFiles.read(output, Days.DATE), is(DAY));
    }
    // Three files written, three removed.
    assertThat(kills, is(6));
  }

  @Test
  void whoReadsWhileADayIsMovedFindsItWhole() throws IOException {
    for (int request = 0; request < 8; request++) {
      MemoryStore store = MemoryStore.create();
      Folder output = store.folder("out");
      writeOld(output, DAY);
      store.interruptAfter(request, () -> OldDays.move(output));
      assertThat("moved at request " + request, RecordFiles.read(output, Days.DATE), is(DAY));
      writeOld(output, DAY);
      store.interruptAfter(request, () -> OldDays.move(output));
      assertThat("moved at request " + request, RecordFiles.dates(output), contains(Days.DATE));
    }
  }

  @Test
  void anotherRunThatMovesTheDayAndWritesItAnewKeepsWhatItWrote() throws IOException {
    AtomicBoolean interrupted = new AtomicBoolean(true);
    int rounds = 0;
    for (; interrupted.get(); rounds++) {
      interrupted.set(false);
      MemoryStore store = MemoryStore.create();
      Folder output = store.folder("out");
      writeOld(output, DAY);
      store.interruptAfter(
          rounds,
          () -> {
            OldDays.move(output);
            RecordFiles.write(output, LATER);
            interrupted.set(true);
          });
      OldDays.move(output);
      if (interrupted.get()) {
        OldDays.move(output);
        assertThat("at request " + rounds, RecordFiles.read(output, Days.DATE), is(LATER));
        assertThat(output.list("**"), is(NEW_FILES.subList(0, 2)));
      }
    }
    // Two listings, three files read and written, three removed; and one round without.
    assertThat(rounds, is(12));
  }

  @Test
  void aDayThatWasWrittenAnewSinceWinsOverTheOldOne() throws IOException {
    Folder output = MemoryStore.create().folder("out");
    writeOld(output, DAY);
    RecordFiles.write(output, LATER);
    assertThat(RecordFiles.read(output, Days.DATE), is(LATER));
    assertThat(OldDays.move(output), is(1));
    assertThat(RecordFiles.read(output, Days.DATE), is(LATER));
    assertThat(output.list("**"), is(NEW_FILES.subList(0, 2)));
  }

  @Test
  void whatAStoppedMoveLeftGivesWayToWhatTheOlderVersionWroteSince() throws IOException {
    for (int change = 1; change <= 3; change++) {
      Folder output = FragileStore.newFolder();
      writeOld(output, DAY);
      FragileStore.dieAtChange(output, change);
      assertThrows(FragileStore.Killed.class, () -> OldDays.move(output));
      FragileStore.mend(output);
      writeOld(output, LATER);
      assertThat(OldDays.move(output), is(1));
      assertThat(RecordFiles.read(output, Days.DATE), is(LATER));
      assertThat(output.list("**"), is(NEW_FILES.subList(0, 2)));
    }
  }

  @Test
  void filesOfOthersAndADayThatWasNeverWholeStayWhereTheyAre() throws IOException {
    Folder output = Folder.of(path.toString());
    writeOld(output, DAY);
    output.write("scores/date=2025-03-25/notes.txt", "mine");
    output.write("scores/date=2025-03-26/records.jsonl", "{}\n");
    assertThat(OldDays.move(output), is(1));
    assertThat(output.readIfPresent("scores/date=2025-03-25/notes.txt"), is("mine"));
    assertThat(output.list("scores/date=*/records.jsonl").size(), is(1));
    assertThat(RecordFiles.read(output, "2025-03-26"), is(nullValue()));
    assertThat(OldDays.move(output), is(1));
    assertThat(RecordFiles.read(output, Days.DATE), is(DAY));
  }

  @Test
  void whatAPolicyKeepsStandsInBothPlacesAndTheNewOneIsRead() throws IOException {
    Folder output = FragileStore.newFolder();
    writeOld(output, DAY);
    FragileStore.retain(output);
    assertThat(OldDays.move(output), is(0));
    assertThat(output.list("*/date=*/*"), is(OLD_FILES));
    assertThat(output.list("*/day=*/*"), containsInAnyOrder(NEW_FILES.toArray()));
    Map<String, String> first = texts(output);
    assertThat(OldDays.move(output), is(0));
    assertThat(texts(output), is(first));
    assertThat(RecordFiles.dates(output), contains(Days.DATE));
    assertThat(first, is(not(Map.of())));
  }

  @Test
  void aStoreThatFailsIsNamedAndASecondMoveGoesOn() throws IOException {
    Folder output = FragileStore.newFolder();
    writeOld(output, DAY);
    FragileStore.outage(output, new IOException("no room"));
    assertThat(
        assertThrows(IOException.class, () -> OldDays.move(output)).getMessage(), is("no room"));
    FragileStore.mend(output);
    assertThat(RecordFiles.read(output, Days.DATE), is(DAY));
    assertThat(OldDays.move(output), is(1));
  }
}

package org.paperbeam.paper;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.json.JsonForm;
import org.paperbeam.testing.Papers;

/** A paper in a spill is the same paper for everybody. */
class PaperSpillTest {
  private static final JsonForm<PaperRecord> JSON = JsonForm.of(PaperRecord.class);

  private static final ListedPaper PAPER =
      Papers.paper("2503.00001", "Gödel, Δ and \ud83d\ude00", "Half a pair: \ud800.").toBuilder()
          .setVersion(3)
          .setAuthors(List.of("Kurt Gödel", "李明"))
          .setCategories(List.of("cs.LG", "cs.AI"))
          .build();

  @Test
  void aSpilledPaperIsEqualToItsOriginal() throws IOException {
    try (PaperSpill spill = PaperSpill.create()) {
      ListedPaper before = spill.keep(Papers.paper("2503.00002"));
      ListedPaper spilled = spill.keep(PAPER);
      assertThat(spilled, is(not(sameInstance(PAPER))));
      assertThat(spilled, is(PAPER));
      assertThat(PAPER, is(spilled));
      assertThat(spilled.hashCode(), is(PAPER.hashCode()));
      assertThat(spilled.toString(), is(PAPER.toString()));
      assertThat(spilled.toBuilder().build(), is(PAPER));
      assertThat(spilled.getTitle(), is(PAPER.getTitle()));
      assertThat(spilled.getAbstractText(), is(PAPER.getAbstractText()));
      assertThat(spilled.getAuthors(), is(PAPER.getAuthors()));
      assertThat(spilled.getCategories(), is(PAPER.getCategories()));
      assertThat(spilled.getSubmitted(), is(PAPER.getSubmitted()));
      assertThat(spilled.getVersion(), is(3));
      assertThat(spilled.getDateBasis(), is(PAPER.getDateBasis()));
      assertThat(spilled.getAnnounceType(), is(PAPER.getAnnounceType()));
      assertThat(spill.keep(spilled), is(sameInstance(spilled)));
      assertThat(before, is(Papers.paper("2503.00002")));
      assertThat(spilled, is(not(before)));
    }
  }

  @Test
  void itIsEncodedAndWrittenAsItsOriginalIs() throws Exception {
    Coder<PaperRecord> coder = SchemaRegistry.createDefault().getSchemaCoder(PaperRecord.class);
    try (PaperSpill spill = PaperSpill.create()) {
      PaperRecord record = PaperRecord.listed(PAPER);
      PaperRecord spilled = PaperRecord.listed(spill.keep(PAPER));
      assertThat(
          CoderUtils.encodeToByteArray(coder, spilled),
          is(CoderUtils.encodeToByteArray(coder, record)));
      assertThat(JSON.line(spilled), is(JSON.line(record)));
      assertThat(spilled.whole().getPaper(), is(PAPER));
      assertThat(record.whole(), is(sameInstance(record)));
    }
  }

  @Test
  void theSamePaperIsOneObjectAndWrittenOnce() throws IOException {
    try (PaperSpill spill = PaperSpill.create()) {
      ListedPaper first = spill.keep(PAPER);
      long size = spill.size();
      assertThat(spill.keep(PAPER.toBuilder().build()), is(sameInstance(first)));
      assertThat(spill.size(), is(size));
      for (ListedPaper other :
          List.of(
              PAPER.toBuilder().setDate("2025-03-26").build(),
              PAPER.toBuilder().setAnnounceType(AnnounceType.CROSS).build(),
              PAPER.toBuilder().setArxivId("2503.00009").build(),
              PAPER.toBuilder().setVersion(4).build(),
              PAPER.toBuilder().setAbstractText("Another.").build())) {
        assertThat(spill.keep(other), is(other));
        assertThat(spill.keep(other), is(not(first)));
      }
    }
  }

  @Test
  void aDecodedPaperIsInTheSpillOfItsProcess() throws Exception {
    Coder<PaperRecord> coder = SchemaRegistry.createDefault().getSchemaCoder(PaperRecord.class);
    try (PaperSpill spill = PaperSpill.create();
        PaperSpill.Scope unused = spill.useInProcess()) {
      // A coder writes no half of a surrogate pair.
      PaperRecord record =
          PaperRecord.listed(PAPER.toBuilder().setAbstractText("An abstract.").build());
      assertThat(record.getPaper().whole(), is(not(sameInstance(record.getPaper()))));
      PaperRecord clone = CoderUtils.clone(coder, record);
      assertThat(clone, is(record));
      assertThat(clone.getPaper(), is(sameInstance(record.getPaper())));
      PaperRecord read = JSON.read(JSON.line(record));
      assertThat(read, is(record));
      assertThat(read.getPaper().whole(), is(sameInstance(read.getPaper())));
    }
  }

  @Property
  void anyTextComesBack(
      @ForAll String title, @ForAll String abstractText, @ForAll List<String> names)
      throws IOException {
    ListedPaper paper =
        Papers.paper("2503.00001", title, abstractText).toBuilder()
            .setAuthors(names)
            .setSubmitted(names.isEmpty() ? null : names.get(0))
            .build();
    try (PaperSpill spill = PaperSpill.create()) {
      assertThat(spill.keep(paper).whole(), is(paper));
    }
  }

  @Test
  void manyThreadsWriteAndReadAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (PaperSpill spill = PaperSpill.create()) {
      List<Future<Boolean>> same = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        ListedPaper paper = Papers.paper("2503.%05d".formatted(i), "T" + i, "a".repeat(i));
        same.add(threads.submit(() -> spill.keep(paper).whole().equals(paper)));
      }
      for (Future<Boolean> one : same) {
        assertThat(one.get(), is(true));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void papersStayWhereTheyAreUnlessARunnerAsks() throws IOException {
    assertThat(PaperSpill.keepInProcess(PAPER), is(sameInstance(PAPER)));
    try (PaperSpill spill = PaperSpill.create();
        PaperSpill.Scope unused = spill.useInProcess()) {
      assertThat(PaperSpill.keepInProcess(PAPER), is(not(sameInstance(PAPER))));
    }
    assertThat(PaperSpill.keepInProcess(PAPER), is(sameInstance(PAPER)));
  }

  @Test
  void noFileIsLeft(@TempDir Path folder) throws IOException {
    PaperSpill spill = PaperSpill.in(folder);
    assertThat(List.of(folder.toFile().list()), is(empty()));
    ListedPaper paper = spill.keep(PAPER);
    boolean removable = !File.separator.equals("\\");
    assertThat(folder.toFile().list().length, is(removable ? 0 : 1));
    assertThat(paper.getTitle(), is(PAPER.getTitle()));
    spill.close();
    assertThat(List.of(folder.toFile().list()), is(empty()));
  }

  @Test
  void aFolderThatTakesNothingIsNamed(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    UncheckedIOException refused =
        assertThrows(PaperSpill.SpillException.class, () -> PaperSpill.in(missing).keep(PAPER));
    assertThat(
        refused.getMessage(), containsString("the texts of papers cannot be kept in " + missing));
  }
}

package org.paperbeam.arxiv;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperSpill;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.storage.Folder;

/**
 * A listing until it is whole: nothing of one that breaks off reaches what follows, and what a
 * source corrects later replaces what it said before. Papers wait in a file of this machine, which
 * goes away with {@link #close}; in memory is a number for each.
 */
final class HeldListing implements ListingSink, Closeable {
  private static final JsonForm<ListedPaper> FORM = JsonForm.of(ListedPaper.class);

  private final Path file;
  private final BufferedWriter papers;
  private final Map<String, BitSet> linesOf = new HashMap<>();
  private final BitSet withdrawn = new BitSet();
  private final List<DayFacts> days = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final BadEntries bad = new BadEntries();
  private int lines;

  private HeldListing(Path file) throws IOException {
    this.file = file;
    this.papers = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  static HeldListing open() throws IOException {
    return new HeldListing(Files.createTempFile("paperbeam-listing-", ".jsonl"));
  }

  @Override
  public void paper(ListedPaper paper) {
    try {
      papers.write(FORM.line(paper));
      papers.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hold a listing in " + file, e);
    }
    linesOf.computeIfAbsent(paper.getArxivId(), id -> new BitSet()).set(lines++);
  }

  @Override
  public void withdraw(String arxivId) {
    BitSet gone = linesOf.remove(arxivId);
    if (gone != null) {
      withdrawn.or(gone);
    }
  }

  @Override
  public void day(DayFacts facts) {
    days.add(facts);
  }

  @Override
  public void bad(String where, BadEntry entry) {
    bad.add(where, entry);
  }

  @Override
  public void warning(String sentence) {
    warnings.add(sentence);
  }

  /** Judges the entries that could not be read; see {@link BadEntries#judge}. */
  @Nullable RunFailure judge(@Nullable Folder folder, @Nullable Long max) throws IOException {
    return bad.judge(folder, max, days.stream().mapToLong(DayFacts::getEntries).sum(), this);
  }

  /** Hands everything on, in the order in which it came; once, at the end. */
  void release(
      Consumer<ListedPaper> toPapers, Consumer<DayFacts> toDays, Consumer<String> toWarnings)
      throws IOException {
    papers.close();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!withdrawn.get(number++)) {
          toPapers.accept(PaperSpill.keepInProcess(FORM.read(line)));
        }
      }
    }
    days.forEach(toDays);
    warnings.forEach(toWarnings);
  }

  @Override
  public void close() throws IOException {
    papers.close();
    Files.deleteIfExists(file);
  }
}

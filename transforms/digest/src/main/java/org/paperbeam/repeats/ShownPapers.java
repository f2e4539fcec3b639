package org.paperbeam.repeats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.json.JsonForm;
import org.paperbeam.json.Seal;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/**
 * {@code summaries/shown/}: on which dates digests may have shown a paper, a file a month of arXiv
 * ids ({@code YYYY-MM.jsonl}, a line a paper) and one that says that no digest is missing ({@code
 * whole}). Dates are only ever added, so whoever finds one looks into that digest. All of it can be
 * made again of the digests; it may be removed at any time. Every file is written whole, under the
 * condition that nobody else has written it since it was read. Not thread-safe.
 */
public final class ShownPapers {
  private static final JsonForm<Line> FORM = JsonForm.of(Line.class);
  private static final String WHOLE = "whole";
  private static final String MONTH = ".jsonl";

  /** Of what is no arXiv id. */
  private static final String NONE = "none";

  /**
   * A paper.
   *
   * @param dates ISO, oldest first
   */
  record Line(String arxivId, List<String> dates) {}

  private final Folder output;
  private final Folder folder;
  private final Consumer<String> notices;
  private final Map<String, SortedMap<String, TreeSet<String>>> read = new HashMap<>();
  private boolean whole;

  private ShownPapers(Folder output, Consumer<String> notices) {
    this.output = output;
    this.notices = notices;
    this.folder = output.folder("summaries/shown");
  }

  /**
   * Of an output folder; a file is read once, so this is for as long as one run.
   *
   * @param notices takes a sentence for each file that is not as it was written
   */
  public static ShownPapers in(Folder output, Consumer<String> notices) {
    return new ShownPapers(output, notices);
  }

  /**
   * The dates on which a paper may have been shown, oldest first. Where the files are missing, as
   * in a folder that an older version wrote, they are made of all digests first.
   */
  Collection<String> dates(String arxivId) throws IOException {
    if (!whole && folder.find(WHOLE) == null) {
      makeAgain();
    }
    whole = true;
    String month = month(arxivId);
    SortedMap<String, TreeSet<String>> papers = read.get(month);
    if (papers == null) {
      papers = papers(month, folder.find(month + MONTH));
      if (papers == null) {
        // Whatever it was, it is made again of the digests.
        makeAgain();
        papers = papers(month, folder.find(month + MONTH));
      }
      read.put(month, papers == null ? new TreeMap<>() : papers);
    }
    return read.get(month).getOrDefault(arxivId, new TreeSet<>());
  }

  private void makeAgain() throws IOException {
    folder.delete(folder.list("*"));
    Additions all = new Additions();
    boolean missing = false;
    for (String date : DigestFiles.dates(output)) {
      Digest digest = DigestFiles.readIfPossible(output, date, notices);
      if (digest == null) {
        missing = true;
      } else {
        all.add(digest);
      }
    }
    add(all);
    if (!missing) {
      // Else the next run makes them again, when that digest has been made anew.
      noneIsMissing();
    }
  }

  /** Adds what these digests show. */
  public void add(Collection<Digest> digests) throws IOException {
    Additions additions = new Additions();
    digests.forEach(additions::add);
    add(additions);
  }

  /** Adds what all digests show: after this none is missing. */
  public void addAll(Additions all) throws IOException {
    add(all);
    noneIsMissing();
  }

  private void add(Additions additions) throws IOException {
    for (String month : additions.months.keySet()) {
      add(month, additions.months.get(month));
    }
  }

  private void noneIsMissing() throws IOException {
    writeIf(WriteCondition.anything(), WHOLE, "");
  }

  private void add(String month, SortedMap<String, TreeSet<String>> additions) throws IOException {
    String name = month + MONTH;
    while (true) {
      StoredFile stored = folder.find(name);
      SortedMap<String, TreeSet<String>> before = papers(month, stored);
      SortedMap<String, TreeSet<String>> now = before == null ? new TreeMap<>() : before;
      boolean changed = before == null;
      if (before == null) {
        // Nobody knows what else it held: it is made again of all digests when it is asked.
        folder.delete(List.of(WHOLE));
      }
      for (Map.Entry<String, TreeSet<String>> paper : additions.entrySet()) {
        changed |=
            now.computeIfAbsent(paper.getKey(), id -> new TreeSet<>()).addAll(paper.getValue());
      }
      if (!changed || writeIf(WriteCondition.unchangedSince(stored), name, Seal.lines(text(now)))) {
        return;
      }
    }
  }

  /** What a retention policy keeps stays as it is: papers may be taken for new then. */
  private boolean writeIf(WriteCondition condition, String name, String text) throws IOException {
    try {
      return folder.writeIf(condition, name, text);
    } catch (RetainedException kept) {
      return true;
    }
  }

  /** Null for a file that is not as it was written, which is told. */
  private @Nullable SortedMap<String, TreeSet<String>> papers(
      String month, @Nullable StoredFile file) {
    SortedMap<String, TreeSet<String>> papers = new TreeMap<>();
    if (file == null) {
      return papers;
    }
    Seal.Opened opened = Seal.openLines(file.text());
    String problem = opened.content().isEmpty() ? "it is empty" : Seal.OTHER_SUM;
    if (opened.state() == Seal.State.NONE && !opened.content().isEmpty()) {
      // Of lines that were cut off nothing else tells, and their papers would be shown once more.
      problem = "it has no checksum at its end";
    } else if (opened.state() == Seal.State.WHOLE && !opened.content().isEmpty()) {
      try {
        FORM.lines(opened.content().getBytes(StandardCharsets.UTF_8))
            .forEach(line -> papers.put(line.arxivId(), new TreeSet<>(line.dates())));
        return papers;
      } catch (IllegalArgumentException anotherForm) {
        problem = anotherForm.getMessage();
      }
    }
    notices.accept(Seal.madeAnew(folder + "/" + month + MONTH, problem));
    return null;
  }

  private static String text(SortedMap<String, TreeSet<String>> papers) {
    StringBuilder text = new StringBuilder();
    papers.forEach(
        (id, dates) -> text.append(FORM.line(new Line(id, new ArrayList<>(dates)))).append('\n'));
    return text.toString();
  }

  private static String month(String arxivId) {
    int month = ArxivId.month(arxivId);
    return month == Integer.MAX_VALUE ? NONE : "%04d-%02d".formatted(month / 100, month % 100);
  }

  /** What digests show, some twenty bytes a paper. Not thread-safe. */
  public static final class Additions {
    private final SortedMap<String, SortedMap<String, TreeSet<String>>> months = new TreeMap<>();

    /** Takes a digest. */
    public void add(Digest digest) {
      for (PaperRecord record : digest.papers()) {
        String id = record.getPaper().getArxivId();
        months
            .computeIfAbsent(month(id), key -> new TreeMap<>())
            .computeIfAbsent(id, key -> new TreeSet<>())
            .add(digest.date());
      }
    }
  }
}

package org.paperbeam.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.paperbeam.storage.Folder;

/**
 * Puts answers under their months, file by file: never more of them in memory than {@link #MOST}.
 * What is read is removed when all of it is safe under its months, so that a crash at any moment
 * loses nothing; what it leaves twice counts once, by its id, until the month is compacted.
 */
final class LedgerMerge {
  /** Characters of answers that wait to be written. */
  private static final long MOST = 16 << 20;

  private final Folder months;
  private final KnownMonths known;
  private final OpenAnswers open;
  private final Consumer<String> warnings;
  private final Map<String, List<String>> waiting = new TreeMap<>();
  private long size;

  LedgerMerge(Folder months, KnownMonths known, OpenAnswers open, Consumer<String> warnings) {
    this.months = months;
    this.known = known;
    this.open = open;
    this.warnings = warnings;
  }

  /** Puts the answers of these files under their months, and removes the files. */
  void merge(List<String> files) throws IOException {
    List<String> done = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    for (String file : files) {
      List<String> problems = new ArrayList<>();
      open.read(file, this::take, problems::add);
      problems.forEach(warnings);
      if (problems.isEmpty()) {
        done.add(file);
      } else {
        // What is damaged stays where it is, for whoever can mend it.
        damaged.add(file);
      }
      if (size >= MOST) {
        flush();
        boolean unused = open.remove(done);
        done.clear();
      }
    }
    flush();
    boolean unused = open.remove(done);
    open.setAside(damaged);
  }

  private void take(LedgerEntry entry) {
    String line = LedgerLines.write(entry);
    for (String month : LedgerLines.months(entry)) {
      waiting.computeIfAbsent(month, name -> new ArrayList<>()).add(line);
      size += line.length();
    }
  }

  private void flush() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    Set<String> before = known.all();
    for (Map.Entry<String, List<String>> month : waiting.entrySet()) {
      LedgerMonth to = new LedgerMonth(months.folder(month.getKey()));
      to.add(month.getValue(), before.contains(month.getKey()));
      to.compact();
    }
    // After them, so that a crash in between makes no month look as if it were gone.
    known.add(waiting.keySet());
    waiting.clear();
    size = 0;
  }
}

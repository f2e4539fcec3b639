package org.paperbeam.ledger;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.WriteCondition;

/**
 * The months that hold answers, kept apart from them, so that one whose folder is gone is noticed:
 * a small file each in {@code known-months/}, written once and never replaced. A ledger without any
 * is one of an older version: its months are taken as they stand, once.
 */
final class KnownMonths {
  private static final String MONTHS = "months";
  private static final String KNOWN = "known-months";

  private final Folder ledger;

  KnownMonths(Folder ledger) {
    this.ledger = ledger;
  }

  /** Whether answers have been put under that month before. */
  boolean has(String month) throws IOException {
    return ledger.find(file(month)) != null;
  }

  /** All of them. */
  Set<String> all() throws IOException {
    Set<String> months = new LinkedHashSet<>();
    for (String file : ledger.list(KNOWN + "/*")) {
      months.add(file.substring(file.lastIndexOf('/') + 1));
    }
    return months;
  }

  /** The months that have a folder with a file. */
  Set<String> there() throws IOException {
    Set<String> months = new LinkedHashSet<>();
    for (String file : ledger.list(MONTHS + "/*/*")) {
      String inMonths = file.substring(MONTHS.length() + 1);
      months.add(inMonths.substring(0, inMonths.indexOf('/')));
    }
    return months;
  }

  /** Answers stand under these months now; with the first of all, so do those of old versions. */
  void add(Collection<String> months) throws IOException {
    Set<String> known = all();
    Set<String> added = new LinkedHashSet<>(months);
    if (known.isEmpty()) {
      added.addAll(there());
    }
    added.removeAll(known);
    for (String month : added) {
      // Whoever was faster has written the same.
      ledger.writeIf(WriteCondition.absent(), file(month), month + "\n");
    }
  }

  private static String file(String month) {
    return KNOWN + "/" + month;
  }
}

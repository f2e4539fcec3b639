package org.paperbeam.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What other runs have added to a ledger since this was made: where nothing keeps two runs apart,
 * one that has waited for hours looks here before it pays. Not thread-safe.
 */
public final class NewLedgerEntries {
  private static final Logger LOG = LoggerFactory.getLogger(NewLedgerEntries.class);

  private final Ledger ledger;
  private final String runId;
  private final Set<String> seen = new HashSet<>();

  NewLedgerEntries(Ledger ledger, String runId) throws IOException {
    this.ledger = ledger;
    this.runId = runId;
    seen.addAll(ledger.openFiles());
  }

  /** The answers in files that came since the last look, in no order. */
  public List<LedgerEntry> read() throws IOException {
    List<LedgerEntry> entries = new ArrayList<>();
    for (String file : ledger.openFiles()) {
      if (seen.add(file)) {
        ledger.readOpenFile(file, entries::add, LOG::warn);
      }
    }
    entries.removeIf(entry -> entry.getRunId().equals(runId));
    return entries;
  }
}

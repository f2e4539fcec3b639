package org.paperbeam.score;

import java.util.OptionalInt;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.prompt.Stage;

/** What can be read from a call of the ledger without the papers it was about. */
public final class LedgerReading {
  private LedgerReading() {}

  /** How many titles the answer drops; empty when it is no answer about titles that can be read. */
  public static OptionalInt titlesDropped(LedgerEntry entry) {
    EntryReader.Reading reading = EntryReader.read(entry);
    if (!entry.getStage().equals(Stage.TITLES.label()) || reading.answers().isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        (int)
            reading.answers().values().stream()
                .filter(answer -> Boolean.TRUE.equals(answer.getDropped()))
                .count());
  }
}

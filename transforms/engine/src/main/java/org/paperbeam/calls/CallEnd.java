package org.paperbeam.calls;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatOutcome;

/**
 * How a call ended. When it was answered, the answer is in the ledger already, unless {@code
 * ledgerError} says why not.
 *
 * @param entry what the ledger holds of it; null when there was no answer
 */
public record CallEnd(
    Call call, ChatOutcome outcome, @Nullable LedgerEntry entry, @Nullable String ledgerError) {

  /** The end of a call that brought no answer. */
  public static CallEnd without(Call call, ChatOutcome outcome) {
    return new CallEnd(call, outcome, null, null);
  }
}

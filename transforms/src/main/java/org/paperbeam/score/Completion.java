package org.paperbeam.score;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatOutcome;

/**
 * A call that has ended. When it was answered, the answer is in the ledger already, unless {@code
 * ledgerError} says why not.
 *
 * @param entry what the ledger holds of it; null when there was no answer
 */
record Completion(
    Call call, ChatOutcome outcome, @Nullable LedgerEntry entry, @Nullable String ledgerError) {
  /**
   * A call on its way.
   *
   * @param estimatedTokens what the throttle reserved
   * @param reservedMicroUsd what the budget reserved
   * @param startedAt nanoseconds of the lane's clock
   * @param batch whether it goes through the Batch API, at that price
   */
  record Call(
      LaneTask task,
      int promptTokens,
      long estimatedTokens,
      long reservedMicroUsd,
      long startedAt,
      boolean batch) {}
}

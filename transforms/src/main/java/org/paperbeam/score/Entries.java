package org.paperbeam.score;

import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.Usage;

/** What every ledger entry takes from its answer, and back. */
final class Entries {
  private Entries() {}

  static LedgerEntry.Builder of(Answered answer) {
    return LedgerEntry.builder()
        .setFinishReason(answer.finishReason())
        .setText(answer.text())
        .setPromptTokens(answer.usage().promptTokens())
        .setCachedTokens(answer.usage().cachedTokens())
        .setCompletionTokens(answer.usage().completionTokens());
  }

  /** The answer that an entry holds. */
  static Answered answer(LedgerEntry entry) {
    return new Answered(
        entry.getText(),
        entry.getFinishReason(),
        new Usage(entry.getPromptTokens(), entry.getCachedTokens(), entry.getCompletionTokens()),
        RateHints.NONE);
  }
}

package org.paperbeam.score;

import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatOutcome.Answered;

/** What every ledger entry takes from its answer. */
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
}

package org.paperbeam.calls;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.Usage;

/** Puts answers into the ledger, before anybody reads what they say. Thread-safe. */
public final class AnswerKeeper {
  private final Ledger ledger;

  public AnswerKeeper(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * What became of an answer.
   *
   * @param error why the ledger does not hold it; null when it does
   */
  public record Kept(LedgerEntry entry, @Nullable String error) {}

  /** Keeps an answer; it is safe when this returns without an error. */
  public Kept keep(LedgerEntry entry) {
    try {
      ledger.append(entry);
      return new Kept(entry, null);
    } catch (IOException e) {
      return new Kept(entry, String.valueOf(e.getMessage()));
    }
  }

  /**
   * What every entry takes from its answer.
   *
   * @param answeredAt when it came
   * @param unique what no other answer of that millisecond has, letters and digits
   */
  public static LedgerEntry.Builder entry(Answered answer, Instant answeredAt, String unique) {
    String at = answeredAt.truncatedTo(ChronoUnit.MILLIS).toString();
    return LedgerEntry.builder()
        .setId(LedgerEntry.idOf(answeredAt, unique))
        .setAnsweredAt(at)
        .setFinishReason(answer.finishReason())
        .setText(answer.text())
        .setPromptTokens(answer.usage().promptTokens())
        .setCachedTokens(answer.usage().cachedTokens())
        .setCompletionTokens(answer.usage().completionTokens());
  }

  /** The answer that an entry holds. */
  public static Answered answer(LedgerEntry entry) {
    return new Answered(
        entry.getText(),
        entry.getFinishReason(),
        new Usage(entry.getPromptTokens(), entry.getCachedTokens(), entry.getCompletionTokens()),
        RateHints.NONE);
  }
}

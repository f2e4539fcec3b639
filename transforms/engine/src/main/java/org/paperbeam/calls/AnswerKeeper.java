package org.paperbeam.calls;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.Usage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts answers into the ledger, before anybody reads what they say; when there are {@value #GROUP}
 * of them in files of their own, they become one file. Thread-safe.
 */
public final class AnswerKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerKeeper.class);

  /** Answers that stand in single files before they are put together. */
  static final int GROUP = 200;

  private final Ledger ledger;
  private final List<LedgerEntry> single = new ArrayList<>();
  private boolean grouping;
  private boolean useless;

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
    } catch (IOException e) {
      return new Kept(entry, String.valueOf(e.getMessage()));
    }
    List<LedgerEntry> full = add(entry);
    if (!full.isEmpty()) {
      group(full);
    }
    return new Kept(entry, null);
  }

  /** The answers that are to be put together now; none while others are. */
  private synchronized List<LedgerEntry> add(LedgerEntry entry) {
    if (useless) {
      return List.of();
    }
    single.add(entry);
    if (grouping || single.size() < GROUP) {
      return List.of();
    }
    grouping = true;
    List<LedgerEntry> full = List.copyOf(single);
    single.clear();
    return full;
  }

  private void group(List<LedgerEntry> full) {
    boolean gone = true;
    try {
      for (List<LedgerEntry> ofRun :
          full.stream().collect(Collectors.groupingBy(LedgerEntry::getRunId)).values()) {
        gone &= ledger.group(ofRun);
      }
    } catch (IOException e) {
      // They are safe as they are, and are put together when the run has asked.
      LOG.warn("{} answers stay in files of their own: {}", full.size(), e.getMessage());
    }
    synchronized (this) {
      grouping = false;
      useless |= !gone;
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

package org.paperbeam.calls;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.AskedPaper;
import org.paperbeam.ledger.LedgerEntry;

/**
 * Answers by the key of their question. Of several answers to one question (two runs at once) the
 * first counts, by time and then by run: the same one in every run to come, whatever order they are
 * read in. Not thread-safe.
 *
 * @param <T> what is looked up: what an answer says of one paper, or the whole call
 */
public final class FirstAnswers<T> {
  private final Map<String, T> byKey = new HashMap<>();
  private final Comparator<T> order;

  private FirstAnswers(Comparator<T> order) {
    this.order = order;
  }

  /** What answers say, paper by paper. */
  public static FirstAnswers<PaperAnswer> ofPapers() {
    return new FirstAnswers<>(
        Comparator.comparing(PaperAnswer::getAnsweredAt).thenComparing(PaperAnswer::getRunId));
  }

  /** The calls that were answered. */
  public static FirstAnswers<LedgerEntry> ofCalls() {
    return new FirstAnswers<>(
        Comparator.comparing(LedgerEntry::getAnsweredAt).thenComparing(LedgerEntry::getRunId));
  }

  /** An answer to the question of that key. */
  public void add(String key, T answer) {
    byKey.merge(key, answer, (a, b) -> order.compare(b, a) < 0 ? b : a);
  }

  /** All that a call of the ledger says. */
  public static void addAll(FirstAnswers<PaperAnswer> answers, LedgerEntry entry) {
    AnswerReader.read(entry).answers().forEach(answers::add);
  }

  /** A call of the ledger, under the keys of all its papers. */
  public static void addCall(FirstAnswers<LedgerEntry> answers, LedgerEntry entry) {
    for (AskedPaper paper : entry.getPapers()) {
      answers.add(paper.getKey(), entry);
    }
  }

  /** The answer that counts; null when there is none. */
  public @Nullable T get(String key) {
    return byKey.get(key);
  }
}

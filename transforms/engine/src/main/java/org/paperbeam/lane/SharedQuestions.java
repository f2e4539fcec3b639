package org.paperbeam.lane;

import java.util.HashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaperAnswer;

/**
 * What several dates of a run ask word for word. The date that comes to it first asks, the others
 * wait for its answer or take it. Only such questions are remembered, and of those that are decided
 * only the outcome. Used by the lane's thread.
 */
final class SharedQuestions {
  /**
   * How a question ended.
   *
   * @param answer what decides it; null when it stays without one
   * @param why it stays without an answer; null when there is one
   */
  record Outcome(@Nullable PaperAnswer answer, @Nullable Unanswered why) {}

  private final Map<String, AskedQuestion> asked = new HashMap<>();
  private final Map<String, Outcome> decided = new HashMap<>();

  /** How the same question has ended on another date; null when it has not, or is on none. */
  @Nullable Outcome outcome(AskedQuestion ask) {
    return decided.get(key(ask));
  }

  /** Whether another date asks it at this moment; then this one waits for that. */
  boolean isWaiting(AskedQuestion ask) {
    if (!ask.question().isShared()) {
      return false;
    }
    AskedQuestion first = asked.putIfAbsent(key(ask), ask);
    if (first == null) {
      return false;
    }
    first.follow(ask);
    return true;
  }

  /** The question has ended so. */
  void ended(AskedQuestion ask, Outcome outcome) {
    if (ask.question().isShared()) {
      asked.remove(key(ask));
      decided.put(key(ask), outcome);
    }
  }

  private static String key(AskedQuestion ask) {
    return ask.question().getScoreKey();
  }
}

package org.paperbeam.lane;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaperQuestion;

/** A paper on its way through the lane, and what was tried so far. Used by the lane's thread. */
final class AskedQuestion {
  private final PaperQuestion question;

  /** Calls that held this paper, those that ask for its score and its title alike. */
  private int calls;

  private @Nullable String rawAnswer;
  private String cause = "not asked";

  AskedQuestion(PaperQuestion question) {
    this.question = question;
  }

  PaperQuestion question() {
    return question;
  }

  String id() {
    return question.paper().getArxivId();
  }

  void called() {
    calls++;
  }

  /**
   * Remembers why the last call gave nothing for this paper, and the raw answer if there was one.
   */
  void missed(String why, @Nullable String raw) {
    cause = why;
    if (raw != null) {
      rawAnswer = raw;
    }
  }

  /** Why it stays without an answer. */
  Unanswered unanswered() {
    return new Unanswered(cause, calls, rawAnswer);
  }
}

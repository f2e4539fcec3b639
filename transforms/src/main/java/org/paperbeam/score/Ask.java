package org.paperbeam.score;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.prompt.Stage;

/** A paper on its way through the lane, and what was tried so far. Used by the lane's thread. */
final class Ask {
  private final PaperQuestion question;
  private int calls;
  private @Nullable String rawAnswer;
  private String cause = "not asked";

  Ask(PaperQuestion question) {
    this.question = question;
  }

  PaperQuestion question() {
    return question;
  }

  ListedPaper paper() {
    return question.getRecord().getPaper();
  }

  String id() {
    return paper().getArxivId();
  }

  /** The ledger's key of what is asked about it at that stage. */
  String key(Stage stage) {
    return stage == Stage.TITLES ? question.getTitleKey() : question.getScoreKey();
  }

  /** Calls that held this paper, those that ask for its score and its title alike. */
  int calls() {
    return calls;
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

  String cause() {
    return cause;
  }

  @Nullable String rawAnswer() {
    return rawAnswer;
  }
}

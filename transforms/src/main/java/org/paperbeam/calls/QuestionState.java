package org.paperbeam.calls;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How far a question is answered by the answers there are: the one rule by which an answer of the
 * ledger, of this run or of another, counts for a paper.
 *
 * @param answer what decides the paper; null while it has still to be asked about
 * @param titleKept whether its title has passed, or is not to be asked about
 */
public record QuestionState(@Nullable PaperAnswer answer, boolean titleKept) {
  /** A score decides a paper; so does a title that was dropped, when titles are asked about. */
  public static QuestionState of(PaperQuestion question, FirstAnswers<PaperAnswer> answers) {
    PaperAnswer score = answers.get(question.getScoreKey());
    if (score != null || question.isTitleKept()) {
      return new QuestionState(score, question.isTitleKept());
    }
    PaperAnswer title = answers.get(question.getTitleKey());
    return title != null && title.drops()
        ? new QuestionState(title, false)
        : new QuestionState(null, title != null);
  }

  public boolean isDecided() {
    return answer != null;
  }
}

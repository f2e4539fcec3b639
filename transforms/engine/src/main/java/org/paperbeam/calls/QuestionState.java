package org.paperbeam.calls;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How far a question is answered by the answers there are: the one rule by which an answer of the
 * ledger, of this run or of another, counts for a paper.
 *
 * @param answer what decides the paper; null while it has still to be asked about
 * @param titleKept whether its title has passed, or is not to be asked about
 * @param scores the scores that there are, in the order in which they were asked for
 */
public record QuestionState(
    @Nullable PaperAnswer answer, boolean titleKept, List<PaperAnswer> scores) {
  /**
   * A score decides a paper, near a cut-off several do; so does a title that was dropped, when
   * titles are asked about.
   */
  public static QuestionState of(PaperQuestion question, FirstAnswers<PaperAnswer> answers) {
    List<PaperAnswer> scores = scores(question, answers);
    if (!scores.isEmpty()) {
      boolean open = isOpen(question, scores);
      return new QuestionState(open ? null : together(question, scores), true, scores);
    }
    if (question.isTitleKept()) {
      return new QuestionState(null, true, scores);
    }
    PaperAnswer title = answers.get(question.getTitleKey());
    return title != null && title.drops()
        ? new QuestionState(title, false, scores)
        : new QuestionState(null, title != null, scores);
  }

  private static List<PaperAnswer> scores(
      PaperQuestion question, FirstAnswers<PaperAnswer> answers) {
    List<PaperAnswer> scores = new ArrayList<>(question.getEarlier());
    while (scores.isEmpty() || isOpen(question, scores)) {
      PaperAnswer next = answers.get(question.scoreKey(scores.size()));
      if (next == null) {
        break;
      }
      scores.add(next);
    }
    return List.copyOf(scores);
  }

  private static boolean isOpen(PaperQuestion question, List<PaperAnswer> scores) {
    NearCutOff rule = question.getNearCutOff();
    return rule != null && rule.leavesOpen(scores);
  }

  private static PaperAnswer together(PaperQuestion question, List<PaperAnswer> scores) {
    NearCutOff rule = question.getNearCutOff();
    return rule == null ? scores.get(0) : rule.together(scores);
  }

  /** What decides a paper that is not asked about again: what is known so far, or null. */
  public static @Nullable PaperAnswer soFar(PaperQuestion question) {
    List<PaperAnswer> earlier = question.getEarlier();
    return earlier.isEmpty() ? null : together(question, earlier);
  }

  public boolean isDecided() {
    return answer != null;
  }

  /** Whether there are scores that the question, as it was asked, did not know. */
  public boolean isFurther(PaperQuestion question) {
    return scores.size() > question.getEarlier().size();
  }

  /** The question as it has still to be asked. */
  public PaperQuestion stillToAsk(PaperQuestion question) {
    return isFurther(question) ? question.toBuilder().setEarlier(scores).build() : question;
  }
}

package org.paperbeam.score;

import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.calls.QuestionState;
import org.paperbeam.ledger.LedgerKey;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;

/**
 * The same questions, as they are asked of the model that takes over: its answers stand in the
 * ledger under keys of its own, and count where the first model has given none. Immutable.
 */
final class FallbackQuestions implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The hashes of the prompts; null when nobody takes over. */
  private final @Nullable String titleSha;

  private final @Nullable String scoreSha;

  private FallbackQuestions(@Nullable String titleSha, @Nullable String scoreSha) {
    this.titleSha = titleSha;
    this.scoreSha = scoreSha;
  }

  static FallbackQuestions of(ScoreConfig config) {
    ScoreConfig fallback = config.ofFallback();
    if (fallback == null) {
      return new FallbackQuestions(null, null);
    }
    Prompts prompts = Prompts.of(fallback.getPrompts());
    return new FallbackQuestions(
        prompts.of(Stage.TITLES).sha256(), prompts.of(Stage.SCORES).sha256());
  }

  /** Whether answers to that prompt are of the model that takes over. */
  boolean areAskedWith(String promptSha256) {
    return promptSha256.equals(titleSha) || promptSha256.equals(scoreSha);
  }

  /**
   * The question as the model that takes over is asked it.
   *
   * @param titleKept whether its title has passed already, or is not to be asked about
   * @throws IllegalStateException when nobody takes over
   */
  PaperQuestion ask(PaperQuestion question, boolean titleKept) {
    if (titleSha == null || scoreSha == null) {
      throw new IllegalStateException("nobody takes over");
    }
    return question.toBuilder()
        .setTitleKey(LedgerKey.ofTitle(titleSha, question.paper()))
        .setScoreKey(LedgerKey.ofAbstract(scoreSha, question.paper()))
        .setTitleKept(titleKept)
        .setEarlier(List.of())
        .build();
  }

  /** Lets an answer of the model that takes over answer a question that the first left open. */
  void adopt(PaperQuestion question, FirstAnswers<PaperAnswer> answers) {
    if (titleSha == null) {
      return;
    }
    QuestionState state = QuestionState.of(question, answers);
    if (state.isDecided() || !state.scores().isEmpty()) {
      return;
    }
    PaperAnswer answer = QuestionState.of(ask(question, state.titleKept()), answers).answer();
    if (answer != null) {
      answers.add(answer.drops() ? question.getTitleKey() : question.getScoreKey(), answer);
    }
  }
}

package org.paperbeam.score;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.llm.ChatRequest;
import org.paperbeam.llm.Quirks;
import org.paperbeam.money.Price;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.prompt.AnswerForm;
import org.paperbeam.prompt.RenderedPrompt;
import org.paperbeam.prompt.Stage;

/**
 * Writes what a call sends, in the form that the service takes, and says beforehand what it will
 * use. Used by the lane's thread.
 */
final class CallWriter {
  private final Prompts prompts;
  private final Estimates estimates;
  private final Quirks quirks;
  private final @Nullable Price price;
  private @Nullable Written last;

  /**
   * For calls at that price.
   *
   * @param price null when it is not known
   */
  CallWriter(Prompts prompts, Estimates estimates, Quirks quirks, @Nullable Price price) {
    this.prompts = prompts;
    this.estimates = estimates;
    this.quirks = quirks;
    this.price = price;
  }

  /**
   * A call as it will be sent.
   *
   * @param likelyTokens what it will likely use, for the rate
   * @param mostMicroUsd the most that it can cost, in millionths of a US dollar
   */
  record Written(
      LaneTask task,
      AnswerForm form,
      RenderedPrompt prompt,
      int mostCompletion,
      long likelyTokens,
      long mostMicroUsd) {
    ChatRequest request() {
      String schema = prompt.schemaJson();
      return new ChatRequest(
          prompt.system(),
          prompt.user(),
          schema == null ? null : task.stage().schemaName(),
          schema,
          mostCompletion);
    }
  }

  /**
   * The call of a task. One that waits for its turn is written once, not at every look at the
   * clock; what was learnt meanwhile counts after {@link #forget}.
   */
  Written write(LaneTask task) {
    AnswerForm form =
        quirks.takes(Quirks.Part.SCHEMA) ? AnswerForm.JSON_SCHEMA : AnswerForm.JSON_LINES;
    if (last == null || !last.task().equals(task) || last.form() != form) {
      Stage stage = task.stage();
      List<ListedPaper> papers = task.asks().stream().map(Ask::paper).toList();
      RenderedPrompt prompt = prompts.of(stage).render(papers, form);
      int most = estimates.mostCompletion(stage, papers.size());
      last =
          new Written(
              task,
              form,
              prompt,
              most,
              estimates.likely(stage, papers.size(), prompt.promptTokens()),
              estimates.mostCost(price, stage, prompt, most));
    }
    return last;
  }

  /** The call was sent, or was too dear: the next time it is written anew. */
  void forget() {
    last = null;
  }
}

package org.paperbeam.calls;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.AskedPaper;
import org.paperbeam.llm.ChatRequest;
import org.paperbeam.llm.Quirks;
import org.paperbeam.money.Price;
import org.paperbeam.prompt.AnswerForm;
import org.paperbeam.prompt.PromptTemplate;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.RenderedPrompt;
import org.paperbeam.prompt.Stage;

/**
 * Writes calls: what is sent, in the form that the service takes, and what it will use. Used by the
 * lane's thread.
 */
public final class CallWriter {
  private final Prompts prompts;
  private final CallEstimates estimates;
  private final Quirks quirks;
  private final @Nullable Price price;

  /**
   * For calls at that price.
   *
   * @param price of a call in the way that calls are made; null when it is not known
   */
  public CallWriter(
      Prompts prompts, CallEstimates estimates, Quirks quirks, @Nullable Price price) {
    this.prompts = prompts;
    this.estimates = estimates;
    this.quirks = quirks;
    this.price = price;
  }

  /** How answers are asked for, as far as is known of the service by now. */
  public AnswerForm form() {
    return quirks.takes(Quirks.Part.SCHEMA) ? AnswerForm.JSON_SCHEMA : AnswerForm.JSON_LINES;
  }

  /**
   * The call that asks these questions, as it would be sent now.
   *
   * @param date the announcement date of all of them, ISO
   */
  public Call write(Stage stage, String date, List<PaperQuestion> questions) {
    PromptTemplate template = prompts.of(stage);
    RenderedPrompt prompt =
        template.render(
            questions.stream().map(PaperQuestion::paper).toList(),
            form(),
            questions.stream().mapToInt(question -> question.tokens(stage)).sum());
    int papers = questions.size();
    int most = bound(stage, papers, prompt.promptTokens());
    boolean bounded =
        quirks.takes(Quirks.Part.MAX_TOKENS) || quirks.takes(Quirks.Part.MAX_COMPLETION_TOKENS);
    String schema = prompt.schemaJson();
    return new Call(
        0,
        stage,
        date,
        questions.stream().map(q -> AskedPaper.of(q.paper().getArxivId(), q.key(stage))).toList(),
        template.sha256(),
        new ChatRequest(
            prompt.system(),
            prompt.user(),
            schema == null ? null : stage.schemaName(),
            schema,
            most),
        prompt.promptTokens(),
        estimates.mostTokens(stage, prompt, most, bounded),
        estimates.mostCost(price, stage, prompt, most, bounded),
        0,
        false);
  }

  /** The bound on the answer, within what the service is known to allow. */
  private int bound(Stage stage, int papers, int promptTokens) {
    int wanted = Math.min(estimates.mostCompletion(stage, papers), quirks.mostCompletion());
    // Another way of counting may find a tenth more in a prompt.
    long left = quirks.room() - promptTokens - promptTokens / 10L;
    int least = Math.min(wanted, estimates.plain(stage, papers));
    return (int) Math.max(least, Math.min(wanted, left));
  }

  /** A call of an earlier run that these questions wait for. */
  public Call earlier(EarlierCall call, String date, List<PaperQuestion> questions) {
    Stage stage = call.stage();
    return new Call(
        0,
        stage,
        date,
        questions.stream().map(q -> AskedPaper.of(q.paper().getArxivId(), q.key(stage))).toList(),
        call.promptSha256(),
        null,
        call.promptTokens(),
        call.promptTokens(),
        call.mostMicroUsd(),
        0,
        true);
  }
}

package org.paperbeam.calls;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.AskedPaper;
import org.paperbeam.llm.ChatRequest;
import org.paperbeam.prompt.Stage;

/**
 * One call to the LLM: what it asks, and what is reserved for it. Immutable.
 *
 * @param number tells the calls of one lane apart; 0 until it starts
 * @param stage what is asked of the papers
 * @param date the announcement date of all its papers, ISO
 * @param papers those it asks about, in the order of the prompt
 * @param promptSha256 SHA-256 (hex) of the prompt template
 * @param request what is sent; null when an earlier run has sent it
 * @param promptTokens of the prompt, as we count them
 * @param mostTokens the most that it can use in all, prompt and completion, reserved of the rate
 * @param mostMicroUsd the most that it can cost, in millionths of a US dollar, reserved of the
 *     budget; 0 when the price is unknown
 * @param startedAt nanoseconds of the lane's clock; 0 until it starts
 * @param batch whether it goes through the Batch API: at that price, and outside the rate
 */
public record Call(
    long number,
    Stage stage,
    String date,
    List<AskedPaper> papers,
    String promptSha256,
    @Nullable ChatRequest request,
    int promptTokens,
    long mostTokens,
    long mostMicroUsd,
    long startedAt,
    boolean batch) {

  /** The same call when its text is at the service: only what bounds its answer is kept. */
  public Call sent() {
    return request == null
        ? this
        : new Call(
            number,
            stage,
            date,
            papers,
            promptSha256,
            new ChatRequest("", "", null, null, request.maxCompletionTokens()),
            promptTokens,
            mostTokens,
            mostMicroUsd,
            startedAt,
            batch);
  }

  /** The same call, on its way. */
  public Call started(long asNumber, long now, boolean inBatch) {
    return new Call(
        asNumber,
        stage,
        date,
        papers,
        promptSha256,
        request,
        promptTokens,
        mostTokens,
        mostMicroUsd,
        now,
        inBatch);
  }
}

package org.paperbeam.calls;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatClient;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Kind;

/**
 * Makes calls one by one, and puts every answer into the ledger before anybody hears of it. What is
 * done when a call ends runs on the ledger's writers.
 */
public final class OnlineCaller implements Caller {
  private final ChatClient client;
  private final AnswerKeeper keeper;
  private final String model;
  private final String runId;
  private final int maxInFlight;
  private final CallClock clock;
  private final Executor writers;
  private final CallEnds ends;

  /**
   * A caller of that client.
   *
   * @param model the model's name, for the ledger
   * @param runId the run that pays
   * @param maxInFlight calls in flight, 1 or more
   */
  public OnlineCaller(
      ChatClient client,
      AnswerKeeper keeper,
      String model,
      String runId,
      int maxInFlight,
      CallChannel channel) {
    this.client = client;
    this.keeper = keeper;
    this.model = model;
    this.runId = runId;
    this.maxInFlight = maxInFlight;
    this.clock = channel.clock();
    this.writers = channel.writers();
    this.ends = channel.ends();
  }

  @Override
  public boolean isBatch() {
    return false;
  }

  @Override
  public boolean mayStart(int inFlight) {
    return inFlight < maxInFlight;
  }

  @Override
  public int wantedReady() {
    return 2 * maxInFlight;
  }

  @Override
  public void start(Call call) {
    // A call that is never heard of again would stop the lane for ever: whatever goes wrong here
    // must come back as the end of the call.
    CompletableFuture<Void> unused =
        ask(call)
            .thenApplyAsync(outcome -> keep(call, outcome), writers)
            .exceptionally(
                e ->
                    CallEnd.without(
                        call,
                        ChatOutcome.failed(Kind.FATAL, String.valueOf(e))
                            .because(FailureKind.UNKNOWN)))
            .thenAccept(ends::add);
  }

  private CompletableFuture<ChatOutcome> ask(Call call) {
    try {
      return client.ask(call.request());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CallEnd keep(Call call, ChatOutcome outcome) {
    if (!(outcome instanceof Answered answer)) {
      return CallEnd.without(call, outcome);
    }
    String unique = UUID.randomUUID().toString().substring(0, 8);
    LedgerEntry entry =
        AnswerKeeper.entry(answer, clock.now(), unique)
            .setRunId(runId)
            .setStage(call.stage().label())
            .setDate(call.date())
            .setModel(model)
            .setPromptSha256(call.promptSha256())
            .setPapers(call.papers())
            .setCountedTokens(call.promptTokens())
            .build();
    return new CallEnd(call, outcome, entry, keeper.keep(entry).error());
  }
}

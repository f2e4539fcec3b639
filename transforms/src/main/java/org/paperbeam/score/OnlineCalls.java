package org.paperbeam.score;

import static org.paperbeam.llm.ChatOutcome.Kind.FATAL;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatClient;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatRequest;
import org.paperbeam.score.Completion.Call;

/**
 * Makes calls one by one, and puts every answer into the ledger before the lane hears of it. What
 * is done when a call ends runs on the ledger's writers.
 */
final class OnlineCalls {
  private final ScoreConfig config;
  private final Prompts prompts;
  private final ChatClient client;
  private final LanePace pace;
  private final ExecutorService writers;
  private final BlockingQueue<Completion> completions;

  OnlineCalls(
      ScoreConfig config,
      Prompts prompts,
      LaneResources resources,
      BlockingQueue<Completion> completions) {
    this.config = config;
    this.prompts = prompts;
    this.client = resources.client();
    this.pace = resources.pace();
    this.writers = resources.writers();
    this.completions = completions;
  }

  /** Sends a call; its end comes among the completions, whatever happens. */
  void send(Call call, ChatRequest request) {
    // A call that is never heard of again would stop the lane for ever: whatever goes wrong here
    // must come back as the end of the call.
    CompletableFuture<Boolean> unused =
        ask(request)
            .thenApplyAsync(outcome -> keep(call, outcome), writers)
            .exceptionally(
                e ->
                    new Completion(
                        call,
                        ChatOutcome.failed(FATAL, "" + e).because(FailureKind.UNKNOWN),
                        null,
                        null))
            .thenApply(completions::add);
  }

  private CompletableFuture<ChatOutcome> ask(ChatRequest request) {
    try {
      return client.ask(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Completion keep(Call call, ChatOutcome outcome) {
    if (!(outcome instanceof Answered answer)) {
      return new Completion(call, outcome, null, null);
    }
    LedgerEntry entry = entry(call, answer);
    try {
      config.getLedger().append(entry);
      return new Completion(call, outcome, entry, null);
    } catch (IOException e) {
      return new Completion(call, outcome, entry, e.getMessage());
    }
  }

  private LedgerEntry entry(Call call, Answered answer) {
    LaneTask task = call.task();
    String answeredAt = pace.now().truncatedTo(ChronoUnit.MILLIS).toString();
    return Entries.of(answer)
        .setId(
            answeredAt.replaceAll("[^0-9]", "")
                + "-"
                + UUID.randomUUID().toString().substring(0, 8))
        .setRunId(config.getRunId())
        .setAnsweredAt(answeredAt)
        .setStage(task.stage().label())
        .setDate(task.day().date())
        .setModel(config.getLlm().model())
        .setPromptSha256(prompts.of(task.stage()).sha256())
        .setPapers(task.askedPapers())
        .setCountedTokens(call.promptTokens())
        .build();
  }
}

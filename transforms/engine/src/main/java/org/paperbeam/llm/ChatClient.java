package org.paperbeam.llm;

import java.util.concurrent.CompletableFuture;

/** Asks one question at a time or many; what a lane needs of a service. Thread-safe. */
public interface ChatClient extends AutoCloseable {
  /** Starts the call. The future always completes normally, when the call has really ended. */
  CompletableFuture<ChatOutcome> ask(ChatRequest request);

  /** What the service turned out not to take. */
  Quirks quirks();

  @Override
  void close();
}

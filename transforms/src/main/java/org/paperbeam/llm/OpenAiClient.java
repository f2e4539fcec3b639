package org.paperbeam.llm;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.paperbeam.failure.AnswerTable;
import org.paperbeam.http.HttpClients;
import org.paperbeam.llm.LlmAnswers.Service;

/**
 * Chat completions of any OpenAI-compatible service, on the JDK's HTTP client. It never sends a
 * request twice by itself (the JDK's client does not repeat a POST), a call that runs out of time
 * is cancelled, and the raw text of an answer is kept as it came.
 */
public final class OpenAiClient implements ChatClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final LlmOptions options;
  private final String key;
  private final Quirks quirks;
  private final ExecutorService threads;
  private final HttpClient http;
  private final AnswerTimer timer = new AnswerTimer(new SystemLater());

  /** A client that sends {@code key} as bearer token. */
  public OpenAiClient(LlmOptions options, String key) {
    this.options = options;
    this.key = key;
    this.quirks = new Quirks(options.model());
    this.threads = HttpClients.threads("llm-client");
    this.http = HttpClients.of(threads, CONNECT, HttpClient.Redirect.NEVER);
  }

  @Override
  public Quirks quirks() {
    return quirks;
  }

  @Override
  public CompletableFuture<ChatOutcome> ask(ChatRequest request) {
    Set<Quirks.Part> sent = EnumSet.noneOf(Quirks.Part.class);
    String text = RequestBody.of(options.model(), request, quirks, sent);
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(options.url() + "/chat/completions"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8))
            .build();
    CompletableFuture<HttpResponse<String>> sending =
        http.sendAsync(call, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    // The request's own time-out ends with the headers; this one covers the body too. A copy, so
    // that the time-out completes the copy and the original can be cancelled, which ends the call.
    return timer
        .within(Duration.ofSeconds(options.timeoutSeconds()), sending)
        .handle(
            (response, error) -> {
              if (error != null) {
                sending.cancel(true);
                return LlmAnswers.failed(Service.CHAT, error, AnswerTable.root(error), options);
              }
              return ReplyParser.read(response, sent, quirks, key);
            });
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

package org.paperbeam.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.ConnectException;
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
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.paperbeam.llm.ChatOutcome.Kind;

/**
 * Chat completions of any OpenAI-compatible service, on the JDK's HTTP client. It never sends a
 * request twice by itself (the JDK's client does not repeat a POST), a call that runs out of time
 * is cancelled, and the raw text of an answer is kept as it came.
 */
public final class OpenAiClient implements ChatClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final LlmOptions options;
  private final String key;
  private final Quirks quirks;
  private final ExecutorService threads;
  private final HttpClient http;

  /** A client that sends {@code key} as bearer token. */
  public OpenAiClient(LlmOptions options, String key) {
    this.options = options;
    this.key = key;
    this.quirks = new Quirks(options.model());
    this.threads =
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "llm-client");
              thread.setDaemon(true);
              return thread;
            });
    this.http =
        HttpClient.newBuilder()
            .executor(threads)
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  @Override
  public Quirks quirks() {
    return quirks;
  }

  @Override
  public CompletableFuture<ChatOutcome> ask(ChatRequest request) {
    Set<Quirks.Part> sent = EnumSet.noneOf(Quirks.Part.class);
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(options.url() + "/chat/completions"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(body(request, sent), StandardCharsets.UTF_8))
            .build();
    CompletableFuture<HttpResponse<String>> sending =
        http.sendAsync(call, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    // The request's own time-out ends with the headers; this one covers the body too. A copy, so
    // that the time-out completes the copy and the original can be cancelled, which ends the call.
    return sending
        .copy()
        .orTimeout(options.timeoutSeconds(), TimeUnit.SECONDS)
        .handle(
            (response, error) -> {
              if (error != null) {
                sending.cancel(true);
                return failed(error);
              }
              return ReplyParser.read(response, sent, quirks, key);
            });
  }

  private String body(ChatRequest request, Set<Quirks.Part> sent) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", options.model());
    message(body, "system", request.system());
    message(body, "user", request.user());
    if (quirks.takes(Quirks.Part.TEMPERATURE)) {
      sent.add(Quirks.Part.TEMPERATURE);
      body.put("temperature", 0);
    }
    if (quirks.takes(Quirks.Part.SEED)) {
      sent.add(Quirks.Part.SEED);
      body.put("seed", 1);
    }
    if (quirks.takes(Quirks.Part.MAX_TOKENS)) {
      sent.add(Quirks.Part.MAX_TOKENS);
      body.put("max_tokens", request.maxCompletionTokens());
    } else {
      body.put("max_completion_tokens", request.maxCompletionTokens());
    }
    if (request.schema() != null) {
      sent.add(Quirks.Part.SCHEMA);
      ObjectNode schema = body.putObject("response_format").put("type", "json_schema");
      schema
          .putObject("json_schema")
          .put("name", request.schemaName())
          .put("strict", true)
          .set("schema", parse(request.schema()));
    }
    return body.toString();
  }

  private static void message(ObjectNode body, String role, String content) {
    body.withArray("/messages").addObject().put("role", role).put("content", content);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the schema is not JSON: " + json, e);
    }
  }

  private ChatOutcome failed(Throwable error) {
    Throwable cause = error;
    boolean connected = true;
    while (cause.getCause() != null) {
      connected &= !(cause instanceof ConnectException);
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException) {
      return ChatOutcome.failed(Kind.LOST, "no answer within " + options.timeoutSeconds() + " s");
    }
    if (!connected || cause instanceof ConnectException) {
      // What never got there is never billed.
      return ChatOutcome.failed(Kind.TRANSIENT, "nobody answers at " + options.url());
    }
    String message = cause.getMessage();
    return ChatOutcome.failed(
        Kind.LOST, message == null ? cause.getClass().getSimpleName() : message);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

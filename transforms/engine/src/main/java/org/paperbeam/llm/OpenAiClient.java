package org.paperbeam.llm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import org.paperbeam.failure.AnswerTable;
import org.paperbeam.http.BodyText;
import org.paperbeam.http.BoundedBody;
import org.paperbeam.http.HttpClients;
import org.paperbeam.http.LargestBody;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.LlmAnswers.Service;
import org.paperbeam.secret.Secret;

/**
 * Chat completions of any OpenAI-compatible service, on the JDK's HTTP client. It never sends a
 * request twice by itself (the JDK's client does not repeat a POST), a call that runs out of time
 * is cancelled, and the raw text of an answer is kept as it came.
 */
public final class OpenAiClient implements ChatClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** An answer of 128,000 tokens, which no model passes, has half a megabyte. */
  static final int LARGEST = LargestBody.amongMany(16);

  private final LlmOptions options;
  private final Secret key;
  private final Quirks quirks;
  private final ExecutorService threads;
  private final HttpClient http;
  private final AnswerTimer timer = new AnswerTimer(new SystemLater());

  /** A client that sends {@code key} as bearer token. */
  public OpenAiClient(LlmOptions options, Secret key) {
    this.options = options;
    this.key = key;
    this.quirks = options.quirks();
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
    HttpRequest.Builder call =
        HttpRequest.newBuilder(options.address().chat())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8));
    CompletableFuture<HttpResponse<byte[]>> sending =
        http.sendAsync(options.address().signed(call, key).build(), BoundedBody.upTo(LARGEST));
    // The request's own time-out ends with the headers; this one covers the body too. A copy, so
    // that the time-out completes the copy and the original can be cancelled, which ends the call.
    return timer
        .within(Duration.ofSeconds(options.timeoutSeconds()), sending)
        .handle(
            (response, error) -> {
              if (error != null) {
                sending.cancel(true);
                return failed(error);
              }
              try {
                return ReplyParser.read(reply(response), sent, quirks, key);
              } catch (IOException broken) {
                return failed(broken);
              }
            });
  }

  private ChatOutcome failed(Throwable error) {
    return LlmFailures.failed(Service.CHAT, error, AnswerTable.root(error), options);
  }

  private static ReplyParser.Reply reply(HttpResponse<byte[]> response) throws IOException {
    UnaryOperator<String> header = name -> response.headers().firstValue(name).orElse("");
    String text =
        BodyText.of(
            response.body(),
            header.apply("Content-Encoding"),
            header.apply("Content-Type"),
            LARGEST);
    RateHints hints =
        RateHints.of(
            name -> response.headers().firstValue(name).orElse(null),
            ZonedDateTime.now(ZoneOffset.UTC));
    String location = header.apply("Location");
    return new ReplyParser.Reply(
        response.statusCode(),
        text,
        location.isEmpty() ? "" : moved(response.uri(), location),
        hints);
  }

  private static String moved(URI from, String location) {
    try {
      return from.resolve(location).toString();
    } catch (IllegalArgumentException e) {
      return location;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

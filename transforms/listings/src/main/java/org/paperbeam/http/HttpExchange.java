package org.paperbeam.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * One request and its answer, redirects followed, within one time from connecting to the last byte
 * and within one size.
 */
final class HttpExchange {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final PoliteConfig config;
  private final HttpClient client;

  HttpExchange(PoliteConfig config, ExecutorService threads) {
    this.config = config;
    Duration timeout = config.timeout();
    Duration connect = CONNECT_TIMEOUT.compareTo(timeout) < 0 ? CONNECT_TIMEOUT : timeout;
    this.client = HttpClients.of(threads, connect, HttpClient.Redirect.NEVER);
  }

  /** A request with what every request to the service has. */
  HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).setHeader("Accept-Encoding", "gzip");
    config.headers().forEach(request::setHeader);
    config.secrets().forEach((name, secret) -> request.setHeader(name, secret.reveal()));
    return request;
  }

  /** The reply for the caller, or the {@link HttpFailure} that stands in its way. */
  Result ask(HttpRequest request, Instant now) throws InterruptedException {
    long end = System.nanoTime() + config.timeout().toNanos();
    try {
      HttpRequest asked = request;
      HttpResponse<byte[]> response = send(asked, end);
      for (int followed = 0; followed < Redirects.MOST; followed++) {
        Optional<HttpRequest> next = Redirects.next(asked, response, config.secrets().keySet());
        if (next.isEmpty()) {
          break;
        }
        asked = next.get();
        response = send(asked, end);
      }
      return result(response, now);
    } catch (TimeoutException e) {
      return HttpFailure.timedOut(config.timeout());
    } catch (ExecutionException e) {
      return HttpFailure.of(
          e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause()),
          request.uri());
    } catch (TooLargeException e) {
      return HttpFailure.of(e, request.uri());
    } catch (IOException e) {
      return HttpFailure.of(
          new IOException("unreadable answer: " + e.getMessage(), e), request.uri());
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request, long end)
      throws ExecutionException, InterruptedException, TimeoutException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BoundedBody.upTo(config.largestBody()));
    try {
      return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } finally {
      // No effect on an exchange that is over; one that is not must not go on behind our back.
      answer.cancel(true);
    }
  }

  private Result result(HttpResponse<byte[]> response, Instant now) throws IOException {
    UnaryOperator<String> header = name -> response.headers().firstValue(name).orElse("");
    String body =
        config.hiddenIn(
            BodyText.of(
                response.body(),
                header.apply("Content-Encoding"),
                header.apply("Content-Type"),
                config.largestBody()));
    HttpFailure failure =
        HttpFailure.of(
            response.statusCode(), body, RetryAfter.of(header.apply("Retry-After"), now));
    return failure != null
        ? failure
        : new HttpReply(response.statusCode(), response.headers().map(), body);
  }
}

package org.paperbeam.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.HttpAnswers.Step;
import org.paperbeam.metrics.MetricsWatch;

/**
 * One web service, asked politely: one request at a time, {@link Config#spacing} between the end of
 * one and the start of the next. A service that says "not now" (429, 503, {@code Rate exceeded.}
 * under status 200), fails (500, 502, 504), breaks off or does not answer in time is asked again
 * after what its {@code Retry-After} says, else after a random share of a span that doubles each
 * time, within {@link Config#maxAttempts} and {@link Config#maxWait}. 403 and 406 are final. A
 * service that cannot be reached at all is tried at most {@value #CONNECT_ATTEMPTS} times, so that
 * a machine without network says so within some twenty seconds.
 *
 * <p>The promise holds for one instance: use one per service for the whole job (one key, one
 * worker). Safe for many threads; they take turns. A redirect, and a connection that the service
 * closed while it was idle, cost a second request without a pause: the JDK's client makes it.
 */
public final class PoliteHttp implements AutoCloseable {
  /** Tries when there is no connection, unless {@link Config#maxAttempts} is less. */
  static final int CONNECT_ATTEMPTS = 3;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]+)");

  private final Config config;
  private final Pace pace;
  private final DoubleSupplier random;
  private final ExecutorService threads;
  private final HttpClient client;

  /** When the last request ended, in {@link Pace#nanoTime()}; null before the first one. */
  private @Nullable Long lastEnd;

  /**
   * How to treat one service.
   *
   * @param service its name in messages, e.g. {@code arXiv's RSS feed}
   * @param spacing from the end of a request to the start of the next; 0 or more
   * @param timeout for one request, from connecting to the last byte of the body; above 0
   * @param maxWait the most waiting in all before a request is given up, pauses between requests
   *     not counted; 0 or more
   * @param maxAttempts how often one request is made at most; 1 or more
   * @param headers sent with every request; their values never stand in a message
   * @param refusalAdvice what the user can do about a 403 or 406, e.g. {@code use a snapshot}
   */
  public record Config(
      String service,
      Duration spacing,
      Duration timeout,
      Duration maxWait,
      int maxAttempts,
      Map<String, String> headers,
      String refusalAdvice) {

    public Config {
      check(!service.isBlank(), "service must not be blank");
      check(!spacing.isNegative(), "spacing must be 0 or more, not " + spacing);
      check(!timeout.isNegative() && !timeout.isZero(), "timeout must be above 0, not " + timeout);
      check(!maxWait.isNegative(), "maxWait must be 0 or more, not " + maxWait);
      check(maxAttempts >= 1, "maxAttempts must be 1 or more, not " + maxAttempts);
      headers = Map.copyOf(headers);
    }

    /** Three seconds apart, two minutes a request, eight attempts, ten minutes of waiting. */
    public static Config of(String service) {
      return new Config(
          service,
          Duration.ofSeconds(3),
          Duration.ofSeconds(120),
          Duration.ofMinutes(10),
          8,
          Map.of("User-Agent", "paperbeam"),
          "check the address, or try again later");
    }

    public Config withSpacing(Duration spacing) {
      return new Config(service, spacing, timeout, maxWait, maxAttempts, headers, refusalAdvice);
    }

    public Config withTimeout(Duration timeout) {
      return new Config(service, spacing, timeout, maxWait, maxAttempts, headers, refusalAdvice);
    }

    public Config withMaxWait(Duration maxWait) {
      return new Config(service, spacing, timeout, maxWait, maxAttempts, headers, refusalAdvice);
    }

    public Config withMaxAttempts(int maxAttempts) {
      return new Config(service, spacing, timeout, maxWait, maxAttempts, headers, refusalAdvice);
    }

    /** One more header; it replaces one of the same name. */
    public Config withHeader(String name, String value) {
      Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      more.putAll(headers);
      more.put(name, value);
      return new Config(service, spacing, timeout, maxWait, maxAttempts, more, refusalAdvice);
    }

    public Config withRefusalAdvice(String refusalAdvice) {
      return new Config(service, spacing, timeout, maxWait, maxAttempts, headers, refusalAdvice);
    }

    private static void check(boolean fine, String otherwise) {
      if (!fine) {
        throw new IllegalArgumentException(otherwise);
      }
    }

    /** Leaves the headers' values out: one of them may be a key. */
    @Override
    public String toString() {
      return "Config[service=%s, spacing=%s, timeout=%s, maxWait=%s, maxAttempts=%d, headers=%s]"
          .formatted(service, spacing, timeout, maxWait, maxAttempts, headers.keySet());
    }
  }

  /** An answer of any other status than those that are waited out; the body is uncompressed. */
  public record Reply(int status, Map<String, List<String>> headers, String body)
      implements Result {}

  public PoliteHttp(Config config, Pace pace) {
    this(config, pace, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * @param random numbers from 0 to 1, the share of each waiting span that is waited
   */
  public PoliteHttp(Config config, Pace pace, DoubleSupplier random) {
    this.config = config;
    this.pace = pace;
    this.random = random;
    this.threads = HttpClients.threads("http " + config.service());
    this.client =
        HttpClients.of(threads, min(CONNECT_TIMEOUT, config.timeout()), HttpClient.Redirect.NORMAL);
  }

  public Reply get(URI uri) throws ServiceException, InterruptedException {
    return ask(request(uri).GET().build(), config.maxAttempts());
  }

  /**
   * Asks a question about many things.
   *
   * @param faultAttempts how often it is asked at most when it fails as it might not if it were
   *     smaller, see {@link ServiceException#smallerMayDo}; 1 or more
   */
  public Reply postJson(URI uri, String body, int faultAttempts)
      throws ServiceException, InterruptedException {
    return ask(
        request(uri)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        faultAttempts);
  }

  /** Ends what is going on and lets the threads go. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).setHeader("Accept-Encoding", "gzip");
    config.headers().forEach(request::setHeader);
    return request;
  }

  private synchronized Reply ask(HttpRequest request, int faultAttempts)
      throws ServiceException, InterruptedException {
    Duration waited = Duration.ZERO;
    for (int attempt = 1; ; attempt++) {
      MetricsWatch.look();
      pace.sleep(untilSpaced());
      Result result = askOnce(request);
      if (result instanceof Reply reply) {
        return reply;
      }
      HttpFailure failure = (HttpFailure) result;
      int attempts = Math.min(config.maxAttempts(), attempts(failure.step(), faultAttempts));
      Duration wait = failure.retryAfter() == null ? backoff(attempt) : failure.retryAfter();
      boolean tooLong = waited.plus(wait).compareTo(config.maxWait()) > 0;
      if (failure.step() == Step.STOP || attempt >= attempts || tooLong) {
        ServiceException given = giveUp(request.uri(), failure, attempt, waited);
        throw failure.step() == Step.AGAIN_OR_SMALLER ? given.ofMany() : given;
      }
      MetricsWatch.look();
      pace.sleep(wait);
      waited = waited.plus(wait);
    }
  }

  private static int attempts(Step step, int faultAttempts) {
    return switch (step) {
      case A_FEW_TIMES -> CONNECT_ATTEMPTS;
      case AGAIN_OR_SMALLER -> faultAttempts;
      default -> Integer.MAX_VALUE;
    };
  }

  /** The reply for the caller, or the {@link HttpFailure} that stands in its way. */
  private Result askOnce(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> response = answer.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
      String body = text(response);
      HttpFailure failure =
          HttpFailure.of(
              response.statusCode(),
              body,
              RetryAfter.of(response.headers().firstValue("Retry-After").orElse(null), pace.now()));
      return failure != null
          ? failure
          : new Reply(response.statusCode(), response.headers().map(), body);
    } catch (TimeoutException e) {
      return HttpFailure.timedOut(config.timeout());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        return HttpFailure.of(failure, request.uri());
      }
      return HttpFailure.of(new IOException(e.getCause()), request.uri());
    } catch (IOException e) {
      return HttpFailure.of(
          new IOException("unreadable answer: " + e.getMessage(), e), request.uri());
    } finally {
      // No effect on an exchange that is over; one that is not must not go on behind our back.
      answer.cancel(true);
      lastEnd = pace.nanoTime();
    }
  }

  private Duration untilSpaced() {
    if (lastEnd == null) {
      return Duration.ZERO;
    }
    Duration since = Duration.ofNanos(pace.nanoTime() - lastEnd);
    Duration left = config.spacing().minus(since);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** A random share ("full jitter") of a span that doubles, from the spacing or a second up. */
  private Duration backoff(int attempt) {
    Duration first =
        config.spacing().compareTo(FIRST_BACKOFF) > 0 ? config.spacing() : FIRST_BACKOFF;
    Duration span = min(first.multipliedBy(1L << Math.min(attempt - 1, 20)), LONGEST_BACKOFF);
    return Duration.ofMillis(Math.round(span.toMillis() * random.getAsDouble()));
  }

  private ServiceException giveUp(URI uri, HttpFailure failure, int attempts, Duration waited) {
    String service = config.service();
    String where = failure.what() + " for " + uri;
    String tried =
        attempts == 1
            ? " (asked once"
            : " (asked %d times, waited %d s".formatted(attempts, waited.toSeconds());
    String wish =
        failure.retryAfter() == null
            ? ""
            : ", it asks to wait %d s".formatted(failure.retryAfter().toSeconds());
    String message =
        switch (failure.kind()) {
          case REFUSED -> service + " refuses: " + where + "; " + config.refusalAdvice();
          case UNREACHABLE ->
              "cannot reach "
                  + service
                  + ": "
                  + where
                  + "; check the network and the address, then run again";
          case OVERLOADED ->
              service + " is overloaded: " + where + tried + wish + "); run again later";
          default -> service + " fails: " + where + tried + "); run again later";
        };
    return new ServiceException(failure.kind(), message, failure.cause());
  }

  private static String text(HttpResponse<byte[]> response) throws IOException {
    byte[] bytes = response.body();
    String encoding = response.headers().firstValue("Content-Encoding").orElse("");
    boolean packed = encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip");
    if (packed && bytes.length > 0) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readAllBytes();
      }
    }
    return new String(bytes, charset(response.headers().firstValue("Content-Type").orElse("")));
  }

  private static Charset charset(String contentType) {
    Matcher m = CHARSET.matcher(contentType);
    try {
      return m.find() ? Charset.forName(m.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}

package org.paperbeam.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.HttpAnswers.Step;
import org.paperbeam.metrics.MetricsWatch;

/**
 * One web service, asked politely: one request at a time, {@link PoliteConfig#spacing} between the
 * end of one and the start of the next. A service that says "not now" (429, 503, {@code Rate
 * exceeded.} under status 200), fails (500, 502, 504), breaks off or does not answer in time is
 * asked again after what its {@code Retry-After} says, else after a random share of a span that
 * doubles each time, within {@link PoliteConfig#maxAttempts} and {@link PoliteConfig#maxWait}. 403,
 * 406 and an answer without end are final. A service that cannot be reached at all is tried at most
 * {@value #CONNECT_ATTEMPTS} times, so that a machine without network says so within some twenty
 * seconds.
 *
 * <p>The promise holds for one instance: use one per service for the whole job (one key, one
 * worker). Safe for many threads; they take turns. A redirect, and a connection that the service
 * closed while it was idle, cost a second request without a pause.
 */
public final class PoliteHttp implements AutoCloseable {
  /** Tries when there is no connection, unless {@link PoliteConfig#maxAttempts} is less. */
  static final int CONNECT_ATTEMPTS = 3;

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);

  private final PoliteConfig config;
  private final Pace pace;
  private final DoubleSupplier random;
  private final ExecutorService threads;
  private final HttpExchange exchange;

  /** When the last request ended, in {@link Pace#nanoTime()}; null before the first one. */
  private @Nullable Long lastEnd;

  public PoliteHttp(PoliteConfig config, Pace pace) {
    this(config, pace, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * @param random numbers from 0 to 1, the share of each waiting span that is waited
   */
  public PoliteHttp(PoliteConfig config, Pace pace, DoubleSupplier random) {
    this.config = config;
    this.pace = pace;
    this.random = random;
    this.threads = HttpClients.threads("http " + config.service());
    this.exchange = new HttpExchange(config, threads);
  }

  public HttpReply get(URI uri) throws ServiceException, InterruptedException {
    return ask(exchange.request(uri).GET().build(), config.maxAttempts());
  }

  /**
   * Asks a question about many things.
   *
   * @param faultAttempts how often it is asked at most when it fails as it might not if it were
   *     smaller, see {@link ServiceException#smallerMayDo}; 1 or more
   */
  public HttpReply postJson(URI uri, String body, int faultAttempts)
      throws ServiceException, InterruptedException {
    return ask(
        exchange
            .request(uri)
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

  private synchronized HttpReply ask(HttpRequest request, int faultAttempts)
      throws ServiceException, InterruptedException {
    Duration waited = Duration.ZERO;
    Duration stalled = Duration.ZERO;
    for (int attempt = 1; ; attempt++) {
      MetricsWatch.look();
      pace.sleep(untilSpaced());
      Result result = askOnce(request);
      if (result instanceof HttpReply reply) {
        return reply;
      }
      HttpFailure failure = (HttpFailure) result;
      stalled = stalled.plus(failure.stalled());
      int attempts = Math.min(config.maxAttempts(), attempts(failure.step(), faultAttempts));
      Duration wait = failure.retryAfter() == null ? backoff(attempt) : failure.retryAfter();
      // A service that keeps every request open to its end is waited for, too.
      boolean tooLong = waited.plus(stalled).plus(wait).compareTo(config.maxWait()) > 0;
      if (failure.step() == Step.STOP || attempt >= attempts || tooLong) {
        ServiceException given = GivenUp.of(config, request.uri(), failure, attempt, waited);
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

  private Result askOnce(HttpRequest request) throws InterruptedException {
    try {
      return exchange.ask(request, pace.now());
    } finally {
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
    Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, 20));
    Duration span = doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
    return Duration.ofMillis(Math.round(span.toMillis() * random.getAsDouble()));
  }
}

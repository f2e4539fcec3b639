package org.paperbeam.arxiv;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.http.HttpReply;
import org.paperbeam.http.Pace;
import org.paperbeam.http.PoliteConfig;
import org.paperbeam.http.PoliteHttp;
import org.paperbeam.http.ServiceException;

/**
 * One of arXiv's services and the answers kept of it. One request at a time, spaced, for as long as
 * the instance lives; a job has one instance.
 */
final class ArxivClient implements AutoCloseable {
  private static final String ADVICE =
      "arXiv turns away some networks, data centres above all: list from the public snapshot"
          + " instead";
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private static final Duration REPEAT_PAUSE = Duration.ofSeconds(1);

  /** How often a question is asked whose answers are none. */
  static final int ATTEMPTS = 3;

  /** How often a question is asked that must have an answer, before nothing is believed. */
  static final int ATTEMPTS_AT_NOTHING = 3;

  private final Pace pace;
  private final PoliteHttp http;
  private final ListingCache cache;
  private final TrafficListener listener;
  private final boolean refresh;

  ArxivClient(ListRequest request, Pace pace, TrafficListener listener) {
    this.listener = listener;
    this.refresh = request.isRefresh();
    this.pace = new ListenedPace(pace, listener);
    this.cache =
        ListingCache.of(
            request.getListingCache(),
            request.serviceUrl(),
            request.isRefresh(),
            listener::damaged);
    String service =
        switch (request.getSource()) {
          case RSS -> "arXiv's RSS feed";
          case API -> "arXiv's API";
          case OAI -> "arXiv's OAI-PMH service";
          case BUNDLED -> throw new IllegalArgumentException("bundled feeds need no client");
        };
    this.http =
        new PoliteHttp(
            PoliteConfig.of(service)
                .withSpacing(request.getSpacing())
                .withTimeout(TIMEOUT)
                .withMaxWait(request.getMaxWait())
                .withHeader("User-Agent", userAgent(request.getContact()))
                .withRefusalAdvice(ADVICE),
            this.pace);
  }

  /** {@code Paperbeam/VERSION (+contact)}, as arXiv asks clients to name themselves. */
  static String userAgent(@Nullable String contact) {
    return "Paperbeam/" + ClientVersion.text() + (contact == null ? "" : " (+" + contact + ")");
  }

  /** The body of an answer with status 200; any other status is an error with what it says. */
  String answer(URI uri) throws IOException, InterruptedException {
    HttpReply reply = ask(uri);
    if (reply.status() != 200) {
      String words = reply.body();
      try {
        AtomFeed.parse(words);
      } catch (ListingException e) {
        // The API tells its errors as a feed; anything else is no better than its beginning.
        words = words.contains("<feed") ? e.getMessage() : words;
      }
      throw unusable(
          uri,
          new ListingException(
              "HTTP %d, %s".formatted(reply.status(), ArxivText.beginning(words, 200))));
    }
    return reply.body();
  }

  /** An answer and what was read in it. */
  record Read<T>(String answer, T value) {}

  /**
   * Asks until there is an answer that can be read, a few times: a blank one, a page for people or
   * XML that breaks off is what a busy service gives. An error gets the address and what to do.
   */
  <T> Read<T> read(URI uri, Parser<T> parser) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      String answer = answer(uri);
      try {
        return new Read<>(answer, parser.parse(answer));
      } catch (UnreadableException e) {
        if (attempt == ATTEMPTS) {
          throw unusable(uri, e);
        }
        pause(attempt);
      } catch (OaiProtocolException e) {
        throw e;
      } catch (ListingException e) {
        throw unusable(uri, e);
      }
    }
  }

  /** What reads an answer. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String answer) throws ListingException;
  }

  static ListingException unusable(URI uri, ListingException why) {
    return new ListingException(
        why.kind(),
        why.remedy(),
        "the answer of %s cannot be used: %s; check the address, or run again later"
            .formatted(uri, why.getMessage()),
        why);
  }

  /** The day in UTC, which is the one that arXiv's resumption tokens live by. */
  LocalDate today() {
    return pace.now().atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Waits before the {@code attempt}th repetition of a question that got a wrong answer. */
  void pause(int attempt) throws InterruptedException {
    pace.sleep(REPEAT_PAUSE.multipliedBy(attempt));
  }

  HttpReply ask(URI uri) throws IOException, InterruptedException {
    listener.asked();
    try {
      return http.get(uri);
    } catch (ServiceException e) {
      throw e.kind() == FailureKind.REFUSED ? e.withRemedy(Remedy.LIST_FROM_SNAPSHOT) : e;
    }
  }

  /** A kept answer, or null; counts as one that was not asked for. */
  @Nullable String kept(String path) throws IOException {
    String answer = cache.get(path);
    if (answer != null) {
      listener.takenFromCache(path);
    }
    return answer;
  }

  /** Whether everything is to be asked again, whatever is kept. */
  boolean isRefresh() {
    return refresh;
  }

  ListingCache cache() {
    return cache;
  }

  @Override
  public void close() {
    http.close();
  }

  /** Tells the listener of every wait. */
  private record ListenedPace(Pace pace, TrafficListener listener) implements Pace {
    @Override
    public long nanoTime() {
      return pace.nanoTime();
    }

    @Override
    public Instant now() {
      return pace.now();
    }

    @Override
    public void sleep(Duration d) throws InterruptedException {
      if (!d.isNegative() && !d.isZero()) {
        listener.waited(d);
      }
      pace.sleep(d);
    }
  }
}

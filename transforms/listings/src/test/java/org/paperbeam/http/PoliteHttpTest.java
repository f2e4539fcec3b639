package org.paperbeam.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class PoliteHttpTest {
  private static final PoliteConfig CONFIG =
      PoliteConfig.of("The service")
          .withHeader("User-Agent", "test")
          .withRefusalAdvice("use a file");

  private final FakePace pace = new FakePace(Instant.parse("2025-03-25T12:00:00Z"));

  @Test
  void anAnswerComesBackWithStatusHeadersAndBody() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("körper").with("X-A", "1"));
        PoliteHttp http = http(CONFIG)) {
      HttpReply reply = http.get(at(server));
      assertThat(reply.status(), is(200));
      assertThat(reply.body(), is("körper"));
      assertThat(reply.headers().get("x-a"), is(List.of("1")));
      assertThat(server.requests().get(0).header("User-Agent"), is("test"));
      assertThat(server.requests().get(0).header("Accept-Encoding"), is("gzip"));
    }
  }

  @Test
  void aCompressedBodyIsUnpacked() throws Exception {
    try (LoopbackServer server =
            LoopbackServer.inTurn(Answer.ok("long ".repeat(99)).with("Content-Encoding", "gzip"));
        PoliteHttp http = http(CONFIG)) {
      assertThat(http.get(at(server)).body(), is("long ".repeat(99)));
    }
  }

  @Test
  void aCharsetThatTheServiceNamesIsUsed() throws Exception {
    try (LoopbackServer server =
            LoopbackServer.inTurn(
                Answer.ok("é").with("Content-Type", "text/xml; charset=ISO-8859-1"),
                Answer.ok("é").with("Content-Type", "text/xml; charset=nonsense"));
        PoliteHttp http = http(CONFIG)) {
      byte[] utf8 = "é".getBytes(StandardCharsets.UTF_8);
      assertThat(http.get(at(server)).body(), is(new String(utf8, StandardCharsets.ISO_8859_1)));
      assertThat(http.get(at(server)).body(), is("é"));
    }
  }

  @Test
  void jsonIsPosted() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("[]"));
        PoliteHttp http = http(CONFIG)) {
      http.postJson(at(server), "{\"a\":1}", 8);
      assertThat(server.requests().get(0).method(), is("POST"));
      assertThat(server.requests().get(0).body(), is("{\"a\":1}"));
      assertThat(server.requests().get(0).header("Content-Type"), is("application/json"));
    }
  }

  @Test
  void requestsAreSpacedFromTheEndOfOneToTheStartOfTheNext() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("x"));
        PoliteHttp http = http(CONFIG)) {
      http.get(at(server));
      http.get(at(server));
      pace.advance(Duration.ofSeconds(2));
      http.get(at(server));
      pace.advance(Duration.ofSeconds(5));
      http.get(at(server));
      assertThat(pace.sleeps(), is(List.of(Duration.ofSeconds(3), Duration.ofSeconds(1))));
    }
  }

  @Test
  void manyThreadsTakeTurns() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("x"));
        PoliteHttp http = http(CONFIG)) {
      List<Future<HttpReply>> replies =
          IntStream.range(0, 24).mapToObj(i -> threads.submit(() -> http.get(at(server)))).toList();
      for (Future<HttpReply> reply : replies) {
        assertThat(reply.get().status(), is(200));
      }
      assertThat(server.peakInFlight(), is(1));
      assertThat(pace.sleeps().size(), is(23));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRetryAfterInSecondsOrAsADateIsObeyed() throws Exception {
    try (LoopbackServer server =
            LoopbackServer.inTurn(
                Answer.of(503, "").with("Retry-After", "17"),
                Answer.of(429, "").with("Retry-After", "Tue, 25 Mar 2025 12:01:00 GMT"),
                Answer.ok("x"));
        PoliteHttp http = http(CONFIG)) {
      assertThat(http.get(at(server)).body(), is("x"));
      assertThat(pace.sleeps(), is(List.of(Duration.ofSeconds(17), Duration.ofSeconds(43))));
    }
  }

  @Test
  void aShortRetryAfterDoesNotShortenTheSpacing() throws Exception {
    try (LoopbackServer server =
            LoopbackServer.inTurn(Answer.of(503, "").with("Retry-After", "1"), Answer.ok("x"));
        PoliteHttp http = http(CONFIG)) {
      http.get(at(server));
      assertThat(pace.sleeps(), is(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2))));
    }
  }

  @Test
  void withoutOneARandomShareOfADoublingSpanIsWaited() throws Exception {
    Answer later = Answer.of(500, "").with("Retry-After", "soon");
    try (LoopbackServer server = LoopbackServer.inTurn(later, later, later, Answer.ok("x"));
        PoliteHttp http = new PoliteHttp(CONFIG.withSpacing(Duration.ZERO), pace, () -> 0.5)) {
      http.get(at(server));
      assertThat(
          pace.sleeps(),
          is(List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2))));
    }
  }

  @Test
  void everyPassingFailureIsAskedAgain() throws Exception {
    Answer[] answers = {
      Answer.of(429, ""), Answer.of(500, ""), Answer.of(502, ""), Answer.of(503, ""),
      Answer.of(504, ""), Answer.ok("\nRate exceeded.\n"), Answer.hangUp(), Answer.ok("x")
    };
    try (LoopbackServer server = LoopbackServer.inTurn(answers);
        PoliteHttp http = http(CONFIG)) {
      assertThat(http.postJson(at(server), "{}", 8).body(), is("x"));
      assertThat(server.requests().size(), is(8));
    }
  }

  @Test
  void refusalsEndAtOnceWithTheAdvice() throws Exception {
    for (int status : new int[] {403, 406}) {
      try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(status, "<html>"));
          PoliteHttp http = http(CONFIG)) {
        ServiceException e = fails(http, at(server));
        assertThat(e.kind(), is(FailureKind.REFUSED));
        assertThat(
            e.getMessage(),
            is("The service refuses: HTTP " + status + " for " + at(server) + "; use a file"));
        assertThat(server.requests().size(), is(1));
        assertThat(pace.sleeps(), is(empty()));
      }
    }
  }

  @Test
  void anyOtherStatusIsForTheCaller() throws Exception {
    for (int status : new int[] {201, 400, 401, 404, 410, 501}) {
      try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(status, "b"));
          PoliteHttp http = http(CONFIG)) {
        assertThat(http.get(at(server)).status(), is(status));
      }
    }
  }

  @Test
  void redirectsAreFollowed() throws Exception {
    try (LoopbackServer server =
            LoopbackServer.inTurn(Answer.of(301, "").with("Location", "/there"), Answer.ok("x"));
        PoliteHttp http = http(CONFIG)) {
      assertThat(http.get(at(server)).body(), is("x"));
      assertThat(server.requests().get(1).uri().getPath(), is("/there"));
    }
  }

  @Test
  void theAttemptsEnd() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(500, ""));
        PoliteHttp http = http(CONFIG.withMaxAttempts(4))) {
      ServiceException e = fails(http, at(server));
      assertThat(e.kind(), is(FailureKind.BROKEN));
      assertThat(
          e.getMessage(),
          is(
              "The service fails: HTTP 500 for "
                  + at(server)
                  + " (asked 4 times, waited 21 s); run again later"));
      assertThat(server.requests().size(), is(4));
    }
  }

  @Test
  void aWaitLongerThanAllowedIsNotBegun() throws Exception {
    try (LoopbackServer server =
            LoopbackServer.inTurn(Answer.of(429, "").with("Retry-After", "3600"));
        PoliteHttp http = http(CONFIG.withMaxWait(Duration.ofSeconds(3599)))) {
      ServiceException e = fails(http, at(server));
      assertThat(e.kind(), is(FailureKind.OVERLOADED));
      assertThat(
          e.getMessage(),
          is(
              "The service is overloaded: HTTP 429 for "
                  + at(server)
                  + " (asked once, it asks to wait 3600 s); run again later"));
      assertThat(pace.sleeps(), is(empty()));
    }
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsGivenUp() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (LoopbackServer server = LoopbackServer.start(r -> await(end));
        PoliteHttp http = http(CONFIG.withTimeout(Duration.ofMillis(100)).withMaxAttempts(2))) {
      ServiceException e = fails(http, at(server));
      assertThat(e.kind(), is(FailureKind.OVERLOADED));
      assertThat(e.getMessage(), containsString("no answer within 0.1 s"));
      assertThat(server.requests().size(), is(2));
      end.countDown();
    }
  }

  @Test
  void theTimeOutCoversTheBodyToo() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        PoliteHttp http = http(CONFIG.withTimeout(Duration.ofMillis(300)).withMaxAttempts(1))) {
      Thread half = new Thread(() -> answerByHalf(listener));
      half.start();
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      assertThat(fails(http, uri).kind(), is(FailureKind.OVERLOADED));
      half.join();
    }
  }

  /** Sends ten bytes of the hundred it promised, then waits for the client to hang up. */
  private static void answerByHalf(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      String head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      while (socket.getInputStream().read() >= 0) {
        // The request's own bytes.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aServiceThatNobodyRunsIsToldSoonAndInOneLine() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (PoliteHttp http = http(CONFIG)) {
      ServiceException e = fails(http, URI.create("http://127.0.0.1:" + port + "/a"));
      assertThat(e.kind(), is(FailureKind.UNREACHABLE));
      assertThat(
          e.getMessage(),
          allOf(
              startsWith("cannot reach The service: "),
              containsString(" for http://127.0.0.1:" + port + "/a; "),
              not(containsString("\n"))));
      assertThat(pace.nanoTime() <= Duration.ofSeconds(10).toNanos(), is(true));
    }
  }

  @Test
  void anUnknownHostIsNamed() throws Exception {
    try (PoliteHttp http = http(CONFIG)) {
      // RFC 6761: this top-level domain never exists.
      ServiceException e = fails(http, URI.create("http://service.invalid/a"));
      assertThat(e.kind(), is(FailureKind.UNREACHABLE));
      assertThat(e.getMessage(), containsString("unknown host service.invalid"));
    }
  }

  @Test
  void anInterruptEndsTheWaitForAnAnswer() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (LoopbackServer server = LoopbackServer.start(r -> await(end));
        PoliteHttp http = http(CONFIG)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> http.get(at(server)));
      end.countDown();
    }
  }

  @Test
  void headerValuesStayOutOfMessages() {
    assertThat(
        CONFIG.withHeader("x-contact", "me@example").toString(),
        allOf(containsString("x-contact"), not(containsString("me@"))));
  }

  private PoliteHttp http(PoliteConfig config) {
    return new PoliteHttp(config, pace, () -> 1.0);
  }

  private static URI at(LoopbackServer server) {
    return URI.create(server.url() + "/a?b=c");
  }

  private static ServiceException fails(PoliteHttp http, URI uri) {
    return assertThrows(ServiceException.class, () -> http.get(uri));
  }

  private static Answer await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.hangUp();
  }
}

package org.paperbeam.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.secret.Secret;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.HostileServer;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

/** Services that mean harm, or that somebody else has taken over. */
class HostileAnswersTest {
  private static final int LARGEST = 1 << 20;
  private static final PoliteConfig CONFIG =
      PoliteConfig.of("The service").withLargestBody(LARGEST).withSpacing(Duration.ZERO);
  private static final Secret KEY = Secret.of("ss-never-to-be-seen");
  private static final PoliteConfig KEYED = CONFIG.withSecretHeader("X-API-Key", KEY);

  private final FakePace pace = new FakePace(Instant.parse("2025-03-25T12:00:00Z"));

  private PoliteHttp http(PoliteConfig config) {
    return new PoliteHttp(config, pace, () -> 1.0);
  }

  private ServiceException fails(PoliteConfig config, String url) {
    try (PoliteHttp http = http(config)) {
      return assertThrows(ServiceException.class, () -> http.get(URI.create(url + "/")));
    }
  }

  @Test
  void theKeyFollowsNoRedirectToAnotherHost() throws Exception {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      try (LoopbackServer other = LoopbackServer.inTurn(Answer.ok("there"));
          LoopbackServer service =
              LoopbackServer.inTurn(Answer.of(status, "").with("Location", other.url() + "/x"));
          PoliteHttp http = http(KEYED)) {
        assertThat(http.get(URI.create(service.url())).body(), is("there"));
        assertThat(http.postJson(URI.create(service.url()), "{}", 1).body(), is("there"));
        assertThat(service.requests().get(0).header("x-api-key"), is(KEY.reveal()));
        for (LoopbackServer.Request asked : other.requests()) {
          assertThat("after " + status, asked.header("x-api-key"), is(nullValue()));
        }
        assertThat(other.requests().get(0).header("user-agent"), is("paperbeam"));
        boolean same = status == 307 || status == 308;
        assertThat(other.requests().get(1).method(), is(same ? "POST" : "GET"));
        assertThat(other.requests().get(1).body(), is(same ? "{}" : ""));
      }
    }
  }

  @Test
  void theKeyFollowsTheServiceOnItsOwnHost() throws Exception {
    try (LoopbackServer service =
            LoopbackServer.inTurn(Answer.of(308, "").with("Location", "/v2"), Answer.ok("there"));
        PoliteHttp http = http(KEYED)) {
      assertThat(http.get(URI.create(service.url() + "/v1")).body(), is("there"));
      assertThat(service.requests().get(1).header("x-api-key"), is(KEY.reveal()));
    }
  }

  @Test
  void redirectsWithoutEndAreGivenUp() throws Exception {
    try (LoopbackServer service =
            LoopbackServer.inTurn(Answer.of(302, "").with("Location", "/again"));
        PoliteHttp http = http(KEYED)) {
      assertThat(http.get(URI.create(service.url())).status(), is(302));
      assertThat(service.requests().size(), is(1 + Redirects.MOST));
    }
  }

  @Test
  void whatTheServiceSaysNeverHoldsTheKey() throws Exception {
    String packed =
        Base64.getEncoder()
            .encodeToString(("user:" + KEY.reveal()).getBytes(StandardCharsets.UTF_8));
    try (LoopbackServer service =
            LoopbackServer.inTurn(Answer.of(400, "bad " + KEY.reveal() + " or " + packed));
        PoliteHttp http = http(KEYED)) {
      assertThat(http.get(URI.create(service.url())).body(), is("bad [secret] or [secret]"));
      assertThat(KEYED.toString(), not(containsString(KEY.reveal())));
    }
  }

  @Test
  void aBodyWithoutEndIsGivenUpAtItsLargestSize() throws Exception {
    for (String headers : new String[] {"", "Content-Length: 9000000000000\r\n"}) {
      try (HostileServer service = HostileServer.endless(headers, new byte[8192])) {
        ServiceException e = fails(CONFIG, service.url());
        assertThat(e.kind(), is(FailureKind.BROKEN));
        assertThat(
            e.getMessage(),
            is(
                "The service fails: an answer of more than 1 MB for "
                    + service.url()
                    + "/ (asked once); run again later"));
        assertThat(service.sent(), lessThan(30L * LARGEST));
      }
    }
  }

  @Test
  void aBodyThatUnpacksWithoutEndIsGivenUpAtItsLargestSize() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        gzip.write(zeros);
      }
    }
    assertThat(packed.size(), lessThan(LARGEST));
    for (String head : new String[] {"Content-Encoding: gzip\r\n", ""}) {
      try (HostileServer service =
          HostileServer.start(
              (request, out) -> {
                out.write(("HTTP/1.1 200 OK\r\n" + head + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.write(packed.toByteArray());
              })) {
        assertThat(
            fails(CONFIG, service.url()).getMessage(),
            containsString("an answer of more than 1 MB for "));
      }
    }
  }

  @Test
  void aBodyOfTheLargestSizeIsTaken() throws Exception {
    String whole = "x".repeat(LARGEST);
    try (LoopbackServer service =
            LoopbackServer.inTurn(
                Answer.ok(whole), Answer.ok(whole).with("Content-Encoding", "gzip"));
        PoliteHttp http = http(CONFIG)) {
      assertThat(http.get(URI.create(service.url())).body().length(), is(LARGEST));
      assertThat(http.get(URI.create(service.url())).body().length(), is(LARGEST));
    }
  }

  /** Sends a byte, and then nothing until the client hangs up. */
  private static void trickle(OutputStream out, CountDownLatch end)
      throws IOException, InterruptedException {
    out.write("HTTP/1.1 200 OK\r\n\r\nx".getBytes(StandardCharsets.UTF_8));
    out.flush();
    end.await();
  }

  @Test
  void aBodyThatComesByteByByteIsNotWaitedForAgainAndAgain() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    PoliteConfig patient =
        CONFIG.withTimeout(Duration.ofMillis(400)).withMaxWait(Duration.ofMillis(8300));
    try (HostileServer service = HostileServer.start((head, out) -> trickle(out, end))) {
      ServiceException e = fails(patient, service.url());
      assertThat(e.getMessage(), containsString("no answer within 0.4 s"));
      // Waits of 1, 2 and 4 s and four time-outs of 0.4 s are more than 8.3 s.
      assertThat(service.heads().size(), is(4));
    } finally {
      end.countDown();
    }
  }

  @Test
  void aDownloadHasALargestSizeAndOneTime(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("download");
    CountDownLatch end = new CountDownLatch(1);
    try (HostileServer endless = HostileServer.endless("", new byte[8192]);
        HostileServer slow = HostileServer.start((head, out) -> trickle(out, end))) {
      java.net.http.HttpClient client = HttpClients.of(Duration.ofSeconds(5));
      assertThrows(
          TooLargeException.class,
          () ->
              WholeAnswer.of(
                  client,
                  java.net.http.HttpRequest.newBuilder(URI.create(endless.url())).build(),
                  BoundedDownload.to(file, LARGEST),
                  Duration.ofSeconds(30)));
      assertThat(Files.size(file) <= LARGEST, is(true));
      IOException late =
          assertThrows(
              java.net.http.HttpTimeoutException.class,
              () ->
                  WholeAnswer.of(
                      client,
                      java.net.http.HttpRequest.newBuilder(URI.create(slow.url())).build(),
                      BoundedBody.upTo(LARGEST),
                      Duration.ofMillis(300)));
      assertThat(late.getMessage(), is("no answer within 0.3 s"));
    } finally {
      end.countDown();
    }
  }

  @Test
  void theBoundIsSmallWhereTheHeapIs() {
    assertThat(LargestBody.within(64, 1L << 40), is(64 << 20));
    assertThat(LargestBody.within(64, 32L << 20), is(32 << 20));
    assertThat(LargestBody.within(64, 1000), is(1 << 20));
  }
}

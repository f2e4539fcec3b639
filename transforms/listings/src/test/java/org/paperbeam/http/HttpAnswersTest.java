package org.paperbeam.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.paperbeam.failure.FailureKind.BROKEN;
import static org.paperbeam.failure.FailureKind.MISSING;
import static org.paperbeam.failure.FailureKind.OVERLOADED;
import static org.paperbeam.failure.FailureKind.REFUSED;
import static org.paperbeam.failure.FailureKind.UNREACHABLE;
import static org.paperbeam.http.HttpAnswers.Step.AGAIN;
import static org.paperbeam.http.HttpAnswers.Step.AGAIN_OR_SMALLER;
import static org.paperbeam.http.HttpAnswers.Step.ANEW;
import static org.paperbeam.http.HttpAnswers.Step.A_FEW_TIMES;
import static org.paperbeam.http.HttpAnswers.Step.NOTHING;
import static org.paperbeam.http.HttpAnswers.Step.STOP;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.http.HttpAnswers.Service;
import org.paperbeam.http.HttpAnswers.Step;

/** Every row of the table once. */
class HttpAnswersTest {
  private static final URI ASKED = URI.create("http://h.test/x");

  @Test
  void anAnswerMeansWhatItsRowSays() {
    answer(403, "", STOP, REFUSED, "HTTP 403");
    answer(406, "", STOP, REFUSED, "HTTP 406");
    answer(429, "", AGAIN, OVERLOADED, "HTTP 429");
    answer(503, "Rate exceeded.", AGAIN, OVERLOADED, "HTTP 503");
    answer(500, "", AGAIN_OR_SMALLER, BROKEN, "HTTP 500");
    answer(502, "", AGAIN_OR_SMALLER, BROKEN, "HTTP 502");
    answer(504, "", AGAIN_OR_SMALLER, BROKEN, "HTTP 504");
    answer(200, " Rate Exceeded.\n", AGAIN, OVERLOADED, "\"Rate exceeded.\"");
  }

  @Test
  void everythingElseIsForTheCaller() {
    for (int status = 100; status < 600; status++) {
      boolean known =
          switch (status) {
            case 403, 406, 429, 500, 502, 503, 504 -> true;
            default -> false;
          };
      HttpFailure trouble = HttpFailure.of(status, "a body", null);
      assertThat("" + status, trouble != null, is(known));
    }
    assertThat(HttpFailure.of(200, "Rate exceeded.".repeat(3), null), is(nullValue()));
    assertThat(HttpFailure.of(404, "Rate exceeded.", null), is(nullValue()));
  }

  @Test
  void aServiceMayAskForAWaitUnlessItRefuses() {
    Duration wish = Duration.ofSeconds(9);
    assertThat(HttpFailure.of(429, "", wish).retryAfter(), is(wish));
    assertThat(HttpFailure.of(500, "", wish).retryAfter(), is(wish));
    assertThat(HttpFailure.of(403, "", wish).retryAfter(), is(nullValue()));
  }

  @Test
  void noAnswerMeansWhatItsRowSays() {
    String host = "unknown host h.test";
    thrown(new UnknownHostException("q"), A_FEW_TIMES, UNREACHABLE, host);
    thrown(new IOException("q", new UnresolvedAddressException()), A_FEW_TIMES, UNREACHABLE, host);
    IOException slow = new HttpConnectTimeoutException("q");
    thrown(slow, A_FEW_TIMES, UNREACHABLE, "no connection in time");
    thrown(new ConnectException("closed"), A_FEW_TIMES, UNREACHABLE, "closed");
    thrown(new ConnectException(), A_FEW_TIMES, UNREACHABLE, "connection refused");
    thrown(new NoRouteToHostException(" "), A_FEW_TIMES, UNREACHABLE, "connection refused");
    thrown(new SSLHandshakeException("bad"), A_FEW_TIMES, UNREACHABLE, "no secure connection: bad");
    thrown(
        new SSLHandshakeException(null),
        A_FEW_TIMES,
        UNREACHABLE,
        "no secure connection: handshake failed");
    thrown(new SSLException("bad"), AGAIN_OR_SMALLER, BROKEN, "bad");
    thrown(new IOException(), AGAIN_OR_SMALLER, BROKEN, "connection lost");
    thrown(new IOException("a", new ConnectException("b")), AGAIN_OR_SMALLER, BROKEN, "a");
    trouble(
        HttpFailure.timedOut(Duration.ofMillis(1500)),
        AGAIN_OR_SMALLER,
        OVERLOADED,
        "no answer within 1.5 s");
  }

  @Test
  void whatIsAServicesOwnMeansWhatItsRowSays() {
    own(Service.ARXIV_RSS, 400, "", STOP, MISSING);
    own(Service.ARXIV_RSS, 404, "", STOP, MISSING);
    own(Service.ARXIV_RSS, 200, "", STOP, BROKEN);
    own(Service.ARXIV_OAI, 200, "noRecordsMatch", NOTHING, MISSING);
    own(Service.ARXIV_OAI, 200, "badResumptionToken", ANEW, REFUSED);
    own(Service.ARXIV_OAI, 200, "badArgument", STOP, REFUSED);
    own(Service.ARXIV_OAI, 200, "", STOP, REFUSED);
    String unknown = "{\"error\":\"No valid paper ids given\"}";
    own(Service.SEMANTIC_SCHOLAR, 400, unknown, NOTHING, MISSING);
    assertThat(HttpAnswers.of(Service.SEMANTIC_SCHOLAR, 404, unknown), is(Optional.empty()));
    assertThat(HttpAnswers.of(Service.SEMANTIC_SCHOLAR, 400, "{}"), is(Optional.empty()));
  }

  private static void answer(int status, String body, Step step, FailureKind kind, String what) {
    trouble(HttpFailure.of(status, body, null), step, kind, what);
  }

  private static void thrown(IOException failure, Step step, FailureKind kind, String what) {
    trouble(HttpFailure.of(failure, ASKED), step, kind, what);
  }

  private static void trouble(HttpFailure trouble, Step step, FailureKind kind, String what) {
    assertThat(trouble.what(), is(what));
    assertThat(what, trouble.step(), is(step));
    assertThat(what, trouble.kind(), is(kind));
  }

  private static void own(Service service, int status, String words, Step step, FailureKind kind) {
    HttpAnswers.Meaning meaning = HttpAnswers.of(service, status, words).orElseThrow();
    String row = service + " " + status + " " + words;
    assertThat(row, meaning.step(), is(step));
    assertThat(row, meaning.kind(), is(kind));
  }
}

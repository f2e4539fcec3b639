package org.paperbeam.http;

import static org.paperbeam.failure.AnswerTable.when;
import static org.paperbeam.failure.FailureKind.BROKEN;
import static org.paperbeam.failure.FailureKind.MISSING;
import static org.paperbeam.failure.FailureKind.OVERLOADED;
import static org.paperbeam.failure.FailureKind.REFUSED;
import static org.paperbeam.failure.FailureKind.UNREACHABLE;
import static org.paperbeam.http.HttpAnswers.Service.ANY;
import static org.paperbeam.http.HttpAnswers.Service.ARXIV_OAI;
import static org.paperbeam.http.HttpAnswers.Service.ARXIV_RSS;
import static org.paperbeam.http.HttpAnswers.Service.SEMANTIC_SCHOLAR;
import static org.paperbeam.http.HttpAnswers.Step.AGAIN;
import static org.paperbeam.http.HttpAnswers.Step.AGAIN_OR_SMALLER;
import static org.paperbeam.http.HttpAnswers.Step.ANEW;
import static org.paperbeam.http.HttpAnswers.Step.A_FEW_TIMES;
import static org.paperbeam.http.HttpAnswers.Step.NOTHING;
import static org.paperbeam.http.HttpAnswers.Step.STOP;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.paperbeam.failure.Answer;
import org.paperbeam.failure.AnswerTable;
import org.paperbeam.failure.FailureKind;

/**
 * What the answers of arXiv's services and of Semantic Scholar mean: the one table of it, read from
 * the top, the first row that fits counts. What no row fits is an answer to be read.
 */
public final class HttpAnswers {
  /** What gave the answer. */
  public enum Service {
    /** Every service, before what is its own. */
    ANY,
    ARXIV_RSS,
    /** The word is the protocol's error code. */
    ARXIV_OAI,
    SEMANTIC_SCHOLAR
  }

  /** What is done next. */
  public enum Step {
    /** Wait and ask again, for as long as the service may take. */
    AGAIN,
    /** The same; but a question of many things that fails so may be answered in smaller ones. */
    AGAIN_OR_SMALLER,
    /** The same, a few times only. */
    A_FEW_TIMES,
    /** What the question went on from has expired: begin the question anew. */
    ANEW,
    /** No error: there is nothing that fits the question. */
    NOTHING,
    /** Give up. */
    STOP
  }

  /**
   * What an answer means.
   *
   * @param kind what sort of failure it is when it is given up
   * @param say what people are told; {@code {status}}, {@code {host}} and {@code {timeout}} stand
   *     for what was met, {@code {words|...}} for the exception's own words, or those if it has
   *     none
   */
  public record Meaning(Step step, FailureKind kind, String say) {}

  private static final AnswerTable<Meaning> TABLE =
      AnswerTable.of(
          // Whatever is asked.
          when(ANY).status(403, 406).means(new Meaning(STOP, REFUSED, "HTTP {status}")),
          when(ANY).status(429, 503).means(new Meaning(AGAIN, OVERLOADED, "HTTP {status}")),
          when(ANY)
              .status(500, 502, 504)
              .means(new Meaning(AGAIN_OR_SMALLER, BROKEN, "HTTP {status}")),
          // arXiv's API says so under status 200 at times.
          when(ANY)
              .status(200)
              .isWord("rate exceeded.")
              .means(new Meaning(AGAIN, OVERLOADED, "\"Rate exceeded.\"")),
          when(ANY)
              .causedBy(TooLargeException.class)
              .means(new Meaning(STOP, BROKEN, "{words|an answer without end}")),
          when(ANY)
              .thrown(TimeoutException.class)
              .means(new Meaning(AGAIN_OR_SMALLER, OVERLOADED, "no answer within {timeout} s")),
          when(ANY)
              .causedBy(UnresolvedAddressException.class, UnknownHostException.class)
              .means(new Meaning(A_FEW_TIMES, UNREACHABLE, "unknown host {host}")),
          when(ANY)
              .thrown(HttpConnectTimeoutException.class)
              .means(new Meaning(A_FEW_TIMES, UNREACHABLE, "no connection in time")),
          when(ANY)
              .thrown(ConnectException.class, NoRouteToHostException.class)
              .means(new Meaning(A_FEW_TIMES, UNREACHABLE, "{words|connection refused}")),
          when(ANY)
              .thrown(SSLHandshakeException.class)
              .means(
                  new Meaning(
                      A_FEW_TIMES, UNREACHABLE, "no secure connection: {words|handshake failed}")),
          when(ANY)
              .thrown(Throwable.class)
              .means(new Meaning(AGAIN_OR_SMALLER, BROKEN, "{words|connection lost}")),
          // Their own.
          when(ARXIV_RSS)
              .status(400, 404)
              .means(new Meaning(STOP, MISSING, "check the categories {categories}")),
          when(ARXIV_RSS)
              .means(new Meaning(STOP, BROKEN, "look at the address, and run again later")),
          when(ARXIV_OAI).isWord("noRecordsMatch").means(new Meaning(NOTHING, MISSING, "")),
          when(ARXIV_OAI).isWord("badResumptionToken").means(new Meaning(ANEW, REFUSED, "")),
          when(ARXIV_OAI).means(new Meaning(STOP, REFUSED, "")),
          // What it says when it knows none of the papers, e.g. on the morning of a small listing.
          when(SEMANTIC_SCHOLAR)
              .status(400)
              .says("No valid paper ids given")
              .means(new Meaning(NOTHING, MISSING, "")));

  private HttpAnswers() {}

  /** What an answer means; empty when it is one to be read. */
  public static Optional<Meaning> of(Service service, int status, String words) {
    return TABLE.find(Answer.of(service, status, words));
  }

  /** What an exchange that failed means, whatever was asked. */
  static Meaning ofFailure(Throwable failure) {
    return TABLE.find(Answer.failed(ANY, failure)).orElseThrow();
  }
}

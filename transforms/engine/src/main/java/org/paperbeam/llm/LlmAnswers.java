package org.paperbeam.llm;

import static org.paperbeam.failure.AnswerTable.when;
import static org.paperbeam.llm.ChatOutcome.Kind.FATAL;
import static org.paperbeam.llm.ChatOutcome.Kind.LOST;
import static org.paperbeam.llm.ChatOutcome.Kind.MODERATED;
import static org.paperbeam.llm.ChatOutcome.Kind.RATE;
import static org.paperbeam.llm.ChatOutcome.Kind.REJECTED;
import static org.paperbeam.llm.ChatOutcome.Kind.TOO_LONG;
import static org.paperbeam.llm.ChatOutcome.Kind.TRANSIENT;
import static org.paperbeam.llm.ChatOutcome.Kind.UNSUPPORTED;
import static org.paperbeam.llm.LlmAnswers.Form.AFTER_ANSWERS;
import static org.paperbeam.llm.LlmAnswers.Form.BATCH_WITHOUT_ID;
import static org.paperbeam.llm.LlmAnswers.Form.FILE_WITHOUT_ID;
import static org.paperbeam.llm.LlmAnswers.Form.NAMES_A_NEW_BOUND;
import static org.paperbeam.llm.LlmAnswers.Form.NAMES_A_SENT_PART;
import static org.paperbeam.llm.LlmAnswers.Form.NEW_SCHEMA;
import static org.paperbeam.llm.LlmAnswers.Form.NOT_JSON;
import static org.paperbeam.llm.LlmAnswers.Form.NO_CHOICES;
import static org.paperbeam.llm.LlmAnswers.Form.WEB_PAGE;
import static org.paperbeam.llm.LlmAnswers.Service.BATCH;
import static org.paperbeam.llm.LlmAnswers.Service.BATCH_API;
import static org.paperbeam.llm.LlmAnswers.Service.BATCH_LINE;
import static org.paperbeam.llm.LlmAnswers.Service.CHAT;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.Answer;
import org.paperbeam.failure.AnswerTable;
import org.paperbeam.failure.AnswerTable.When;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.http.TooLargeException;

/**
 * What every answer of an LLM service means for the next step: the one table of it, read from the
 * top, the first row that fits counts. What no row fits is an answer to be read. To teach the
 * program another answer, add a row here and its line to the test.
 */
public final class LlmAnswers {
  /** What gave the answer. */
  enum Service {
    /** Chat completions, one call or one line of a batch that has a status. */
    CHAT,
    /** The calls of the Batch API itself. */
    BATCH_API,
    /** An error in a line of a batch's files, without a status. */
    BATCH_LINE,
    /** An error for which a whole batch was not taken: its code and its message. */
    BATCH
  }

  /** What is special about an answer's form. */
  enum Form {
    /** A success that holds no choice, and tells of nothing that is billed. */
    NO_CHOICES,
    /** A success that holds no choice, and is billed: an answer that says nothing. */
    USAGE_ALONE,
    /** A web page, e.g. a firewall's; or a success that is a plain text. */
    WEB_PAGE,
    /** The service has answered other calls before. */
    AFTER_ANSWERS,
    /** It was sent a schema, and has not answered to one yet. */
    NEW_SCHEMA,
    /** A refusal that names a bound on tokens, of which nobody knew. */
    NAMES_A_NEW_BOUND,
    /** A refusal that names a part which the request had. */
    NAMES_A_SENT_PART,
    NOT_JSON,
    FILE_WITHOUT_ID,
    BATCH_WITHOUT_ID
  }

  /**
   * What an answer means.
   *
   * @param why what sort of failure it is, should it end the run
   * @param say what people are told in place of the service's own words; {@code {words}}, {@code
   *     {url}}, {@code {seconds}} and {@code {location}} stand for those words, the service's
   *     address, the time-out and the address it says to ask; null for its own words
   * @param remedy what the user can do about it, should it end the run
   */
  public record Meaning(
      ChatOutcome.Kind kind, FailureKind why, @Nullable String say, Remedy remedy) {}

  private static final int ANY_ABOVE = Integer.MAX_VALUE;

  private static final AnswerTable<Meaning> TABLE =
      AnswerTable.of(
          // Successes that are none.
          when(CHAT)
              .statuses(200, 299)
              .hasForm(NO_CHOICES)
              .hasForm(WEB_PAGE)
              .hasForm(AFTER_ANSWERS)
              .means(mean(TRANSIENT, FailureKind.BROKEN)),
          when(CHAT)
              .statuses(200, 299)
              .hasForm(NO_CHOICES)
              .hasForm(WEB_PAGE)
              .means(
                  new Meaning(
                      FATAL,
                      FailureKind.MISSING,
                      "{words} and no answer: look at the address",
                      Remedy.NONE)),
          when(CHAT)
              .statuses(200, 299)
              .hasForm(NO_CHOICES)
              .means(lost("an answer without choices")),
          // Another address.
          when(CHAT, BATCH_API)
              .status(301, 302, 303, 307, 308)
              .means(
                  new Meaning(
                      FATAL,
                      FailureKind.MISSING,
                      "the service is somewhere else now: {location}",
                      Remedy.NONE)),
          // No money, no account, no key: whatever the status, no call can succeed.
          bad().says(LlmWords.OUT_OF_MONEY).means(stop(FailureKind.QUOTA)),
          bad().says(LlmWords.ACCOUNT).means(stop(FailureKind.REFUSED)),
          when(CHAT, BATCH_API).status(402).means(stop(FailureKind.QUOTA)),
          when(CHAT, BATCH_API).status(401).means(stop(FailureKind.CREDENTIAL)),
          // Too much at once, or too much today.
          when(CHAT, BATCH_API)
              .status(413, 429)
              .says(LlmWords.TOO_LARGE)
              .hasForm(NAMES_A_NEW_BOUND)
              .means(mean(UNSUPPORTED, FailureKind.REFUSED)),
          when(CHAT, BATCH_API).status(413, 429).says(LlmWords.TOO_LARGE).means(tooLong()),
          when(CHAT, BATCH_API)
              .status(429)
              .says(LlmWords.A_DAY)
              .means(
                  new Meaning(
                      FATAL,
                      FailureKind.QUOTA,
                      "an allowance for a day or longer is used up: {words}",
                      Remedy.COME_BACK_LATER)),
          when(CHAT, BATCH_API).status(429).means(mean(RATE, FailureKind.OVERLOADED)),
          // The prompt's length, the prompt's content.
          when(CHAT, BATCH_API).status(413).means(tooLong()),
          bad()
              .says(LlmWords.TOO_LONG)
              .hasForm(NAMES_A_NEW_BOUND)
              .means(mean(UNSUPPORTED, FailureKind.REFUSED)),
          bad().says(LlmWords.TOO_LONG).means(tooLong()),
          refused().says(LlmWords.KEY).means(stop(FailureKind.CREDENTIAL)),
          refused().says(LlmWords.CONTENT).means(mean(MODERATED, FailureKind.REFUSED)),
          // Parts of the request.
          refused().hasForm(NAMES_A_NEW_BOUND).means(mean(UNSUPPORTED, FailureKind.REFUSED)),
          refused().hasForm(NAMES_A_SENT_PART).means(mean(UNSUPPORTED, FailureKind.REFUSED)),
          broken()
              .says(LlmWords.NOT_TAKEN)
              .hasForm(NAMES_A_SENT_PART)
              .means(mean(UNSUPPORTED, FailureKind.REFUSED)),
          when(CHAT, BATCH_API)
              .status(500, 501)
              .hasForm(NEW_SCHEMA)
              .means(mean(UNSUPPORTED, FailureKind.BROKEN)),
          // Refusals whose status says it.
          when(CHAT, BATCH_API)
              .status(408, 409, 421, 423, 424, 425, 498, 499)
              .means(mean(TRANSIENT, FailureKind.BROKEN)),
          refused().says(LlmWords.RATE).says(LlmWords.A_DAY).means(stop(FailureKind.QUOTA)),
          refused().says(LlmWords.RATE).means(mean(RATE, FailureKind.OVERLOADED)),
          broken().says(LlmWords.RATE).means(mean(RATE, FailureKind.OVERLOADED)),
          when(CHAT, BATCH_API)
              .status(404)
              .says(LlmWords.LATER)
              .means(mean(TRANSIENT, FailureKind.BROKEN)),
          when(CHAT, BATCH_API).status(404).means(stop(FailureKind.MISSING)),
          when(CHAT, BATCH_API).status(405, 410).means(stop(FailureKind.REFUSED)),
          refused().says(LlmWords.OF_MONEY).means(stop(FailureKind.QUOTA)),
          // A firewall's page, or a refusal after answers, is about what was asked.
          when(CHAT, BATCH_API)
              .status(403, 406)
              .hasForm(WEB_PAGE)
              .means(mean(REJECTED, FailureKind.REFUSED)),
          when(CHAT, BATCH_API)
              .status(403)
              .hasForm(AFTER_ANSWERS)
              .means(mean(REJECTED, FailureKind.REFUSED)),
          when(CHAT, BATCH_API).status(403).means(stop(FailureKind.REFUSED)),
          when(CHAT, BATCH_API).status(451).means(mean(MODERATED, FailureKind.REFUSED)),
          broken().means(mean(TRANSIENT, FailureKind.BROKEN)),
          // Refusals whose words say it.
          refused().says(LlmWords.MODEL).means(stop(FailureKind.MISSING)),
          refused().says(LlmWords.PATH).means(stop(FailureKind.MISSING)),
          refused().says(LlmWords.LATER).means(mean(TRANSIENT, FailureKind.BROKEN)),
          refused().hasForm(NEW_SCHEMA).means(mean(UNSUPPORTED, FailureKind.REFUSED)),
          refused().means(mean(REJECTED, FailureKind.REFUSED)),
          // No answer. What never got there is never billed.
          when(CHAT, BATCH_API)
              .causedBy(TooLargeException.class)
              .means(
                  new Meaning(
                      FATAL,
                      FailureKind.BROKEN,
                      "{words} from {url}: look at the address",
                      Remedy.NONE)),
          when(CHAT).rootedIn(TimeoutException.class).means(lost("no answer within {seconds} s")),
          when(CHAT, BATCH_API)
              .causedBy(SSLHandshakeException.class, CertificateException.class)
              .means(
                  new Meaning(
                      FATAL,
                      FailureKind.UNREACHABLE,
                      "the certificate of {url} is not trusted here: {words}",
                      Remedy.TRUST_AUTHORITY)),
          when(CHAT)
              .causedBy(UnresolvedAddressException.class, UnknownHostException.class)
              .means(
                  new Meaning(
                      TRANSIENT,
                      FailureKind.UNREACHABLE,
                      "nobody knows the host of {url}",
                      Remedy.NONE)),
          when(CHAT)
              .causedBy(ConnectException.class)
              .means(
                  new Meaning(
                      TRANSIENT, FailureKind.UNREACHABLE, "nobody answers at {url}", Remedy.NONE)),
          when(CHAT)
              .causedBy(SSLException.class)
              .means(
                  new Meaning(
                      TRANSIENT,
                      FailureKind.UNREACHABLE,
                      "no secure connection (TLS) to {url}: {words}",
                      Remedy.NONE)),
          when(CHAT).thrown(Throwable.class).means(mean(LOST, FailureKind.BROKEN)),
          // Calls of the Batch API: whether one that creates was made is not known.
          when(BATCH_API).thrown(HttpTimeoutException.class).means(lost("no answer in time")),
          when(BATCH_API)
              .thrown(ConnectException.class)
              .means(
                  new Meaning(
                      LOST, FailureKind.UNREACHABLE, "nobody answers at {url}", Remedy.NONE)),
          when(BATCH_API).thrown(Throwable.class).means(mean(LOST, FailureKind.BROKEN)),
          when(BATCH_API).hasForm(NOT_JSON).means(lost("{url} does not answer in JSON")),
          when(BATCH_API).hasForm(FILE_WITHOUT_ID).means(lost("an uploaded file without an id")),
          when(BATCH_API).hasForm(BATCH_WITHOUT_ID).means(lost("a batch without an id")),
          // Lines of a batch.
          when(BATCH_LINE).says(LlmWords.OUT_OF_MONEY).means(stop(FailureKind.QUOTA)),
          when(BATCH_LINE).means(mean(TRANSIENT, FailureKind.BROKEN)),
          // Batches that were not taken. Some services give the code as the message.
          when(BATCH).hasCode("token_limit_exceeded").means(mean(RATE, FailureKind.OVERLOADED)),
          when(BATCH)
              .isWord("billing_hard_limit_reached", "insufficient_quota")
              .means(stop(FailureKind.QUOTA)),
          when(BATCH).isWord("invalid_api_key").means(stop(FailureKind.CREDENTIAL)),
          when(BATCH)
              .isWord("model_not_found", "mismatched_model")
              .means(stop(FailureKind.MISSING)),
          when(BATCH).means(mean(REJECTED, FailureKind.REFUSED)));

  private LlmAnswers() {}

  /** What an answer means; empty when it is one to be read. */
  static Optional<Meaning> of(Answer answer) {
    return TABLE.find(answer);
  }

  /** Whether a refusal, in small letters, is for the length of what was asked. */
  static boolean isTooLong(String refusal) {
    return LlmWords.TOO_LONG.matcher(refusal).find();
  }

  /** No success, whatever the status. */
  private static When bad() {
    return when(CHAT, BATCH_API).statuses(0, 199).statuses(300, ANY_ABOVE);
  }

  /** The service says that what was asked is at fault. */
  private static When refused() {
    return when(CHAT, BATCH_API).statuses(0, 199).statuses(300, 499);
  }

  /** The service says that it is at fault itself. */
  private static When broken() {
    return when(CHAT, BATCH_API).statuses(500, ANY_ABOVE);
  }

  private static Meaning tooLong() {
    return mean(TOO_LONG, FailureKind.REFUSED);
  }

  private static Meaning mean(ChatOutcome.Kind kind, FailureKind why) {
    return new Meaning(kind, why, null, Remedy.NONE);
  }

  private static Meaning stop(FailureKind why) {
    return new Meaning(FATAL, why, null, Remedy.NONE);
  }

  private static Meaning lost(String say) {
    return new Meaning(LOST, FailureKind.BROKEN, say, Remedy.NONE);
  }
}

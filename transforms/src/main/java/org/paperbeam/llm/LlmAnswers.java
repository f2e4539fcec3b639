package org.paperbeam.llm;

import static org.paperbeam.failure.AnswerTable.when;
import static org.paperbeam.llm.ChatOutcome.Kind.FATAL;
import static org.paperbeam.llm.ChatOutcome.Kind.LOST;
import static org.paperbeam.llm.ChatOutcome.Kind.RATE;
import static org.paperbeam.llm.ChatOutcome.Kind.REJECTED;
import static org.paperbeam.llm.ChatOutcome.Kind.TOO_LONG;
import static org.paperbeam.llm.ChatOutcome.Kind.TRANSIENT;
import static org.paperbeam.llm.ChatOutcome.Kind.UNSUPPORTED;
import static org.paperbeam.llm.LlmAnswers.Form.BATCH_WITHOUT_ID;
import static org.paperbeam.llm.LlmAnswers.Form.FILE_WITHOUT_ID;
import static org.paperbeam.llm.LlmAnswers.Form.NAMES_A_SENT_PART;
import static org.paperbeam.llm.LlmAnswers.Form.NOT_JSON;
import static org.paperbeam.llm.LlmAnswers.Form.NO_CHOICES;
import static org.paperbeam.llm.LlmAnswers.Service.BATCH;
import static org.paperbeam.llm.LlmAnswers.Service.BATCH_API;
import static org.paperbeam.llm.LlmAnswers.Service.BATCH_LINE;
import static org.paperbeam.llm.LlmAnswers.Service.CHAT;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.Answer;
import org.paperbeam.failure.AnswerTable;
import org.paperbeam.failure.AnswerTable.When;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.llm.ChatOutcome.Failed;

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
    /** A success that holds no choice. */
    NO_CHOICES,
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
   * @param say what people are told in place of the service's own words; {@code {url}} and {@code
   *     {seconds}} stand for the service's address and the time-out; null for its own words
   */
  public record Meaning(ChatOutcome.Kind kind, FailureKind why, @Nullable String say) {}

  private static final String[] OUT_OF_MONEY = {"insufficient_quota", "billing_hard_limit"};
  private static final int ANY_ABOVE = Integer.MAX_VALUE;

  private static final AnswerTable<Meaning> TABLE =
      AnswerTable.of(
          // Successes that are none.
          when(CHAT)
              .statuses(200, 299)
              .hasForm(NO_CHOICES)
              .means(lost("an answer without choices")),
          // Refusals whose status says it.
          when(CHAT, BATCH_API).status(429).says(OUT_OF_MONEY).means(stop(FailureKind.QUOTA)),
          when(CHAT, BATCH_API).status(429).means(mean(RATE, FailureKind.OVERLOADED)),
          when(CHAT, BATCH_API).status(401).means(stop(FailureKind.CREDENTIAL)),
          when(CHAT, BATCH_API).status(402).means(stop(FailureKind.QUOTA)),
          when(CHAT, BATCH_API).status(404).means(stop(FailureKind.MISSING)),
          when(CHAT, BATCH_API).status(403, 405, 410).means(stop(FailureKind.REFUSED)),
          when(CHAT, BATCH_API).status(408, 409, 425).means(mean(TRANSIENT, FailureKind.BROKEN)),
          when(CHAT, BATCH_API).status(413).means(mean(TOO_LONG, FailureKind.REFUSED)),
          when(CHAT, BATCH_API).statuses(500, ANY_ABOVE).means(mean(TRANSIENT, FailureKind.BROKEN)),
          // Refusals whose words say it.
          refused()
              .says("context_length", "maximum context length")
              .means(mean(TOO_LONG, FailureKind.REFUSED)),
          refused().says(OUT_OF_MONEY).means(stop(FailureKind.QUOTA)),
          refused().hasForm(NAMES_A_SENT_PART).means(mean(UNSUPPORTED, FailureKind.REFUSED)),
          refused().means(mean(REJECTED, FailureKind.REFUSED)),
          // No answer. What never got there is never billed.
          when(CHAT).rootedIn(TimeoutException.class).means(lost("no answer within {seconds} s")),
          when(CHAT)
              .causedBy(ConnectException.class)
              .means(new Meaning(TRANSIENT, FailureKind.UNREACHABLE, "nobody answers at {url}")),
          when(CHAT).thrown(Throwable.class).means(mean(LOST, FailureKind.BROKEN)),
          // Calls of the Batch API: whether one that creates was made is not known.
          when(BATCH_API).thrown(HttpTimeoutException.class).means(lost("no answer in time")),
          when(BATCH_API)
              .thrown(ConnectException.class)
              .means(new Meaning(LOST, FailureKind.UNREACHABLE, "nobody answers at {url}")),
          when(BATCH_API).thrown(Throwable.class).means(mean(LOST, FailureKind.BROKEN)),
          when(BATCH_API).hasForm(NOT_JSON).means(lost("{url} does not answer in JSON")),
          when(BATCH_API).hasForm(FILE_WITHOUT_ID).means(lost("an uploaded file without an id")),
          when(BATCH_API).hasForm(BATCH_WITHOUT_ID).means(lost("a batch without an id")),
          // Lines of a batch.
          when(BATCH_LINE).says(OUT_OF_MONEY).means(stop(FailureKind.QUOTA)),
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

  /** What an error means for which a service did not take a batch. */
  public static Meaning ofBatchError(BatchJob.BatchError error) {
    return of(Answer.saying(BATCH, error.code(), error.message().toLowerCase(Locale.ROOT)))
        .orElseThrow();
  }

  /** What an answer means; empty when it is one to be read. */
  static Optional<Meaning> of(Answer answer) {
    return TABLE.find(answer);
  }

  /**
   * How a call ended that brought no answer.
   *
   * @param failure what says so
   * @param told the one of its causes whose words people are told when the table has none
   */
  static Failed failed(Service service, Throwable failure, Throwable told, LlmOptions options) {
    String own = told.getMessage();
    return failed(
        Answer.failed(service, failure),
        own == null ? told.getClass().getSimpleName() : own,
        options);
  }

  /** How a call ended whose answer cannot be used. */
  static Failed failed(Service service, Form form, LlmOptions options) {
    Answer answer = Answer.saying(service).in(Set.of(form));
    return failed(answer, form.name(), options);
  }

  private static Failed failed(Answer answer, String own, LlmOptions options) {
    Meaning meaning = of(answer).orElseThrow();
    String said =
        meaning.say() == null
            ? own
            : meaning
                .say()
                .replace("{url}", options.url())
                .replace("{seconds}", String.valueOf(options.timeoutSeconds()));
    return ChatOutcome.failed(meaning.kind(), said).because(meaning.why());
  }

  private static When refused() {
    return when(CHAT, BATCH_API).statuses(0, 199).statuses(300, ANY_ABOVE);
  }

  private static Meaning mean(ChatOutcome.Kind kind, FailureKind why) {
    return new Meaning(kind, why, null);
  }

  private static Meaning stop(FailureKind why) {
    return new Meaning(FATAL, why, null);
  }

  private static Meaning lost(String say) {
    return new Meaning(LOST, FailureKind.BROKEN, say);
  }
}

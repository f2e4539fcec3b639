package org.paperbeam.llm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.paperbeam.failure.FailureKind.BROKEN;
import static org.paperbeam.failure.FailureKind.CREDENTIAL;
import static org.paperbeam.failure.FailureKind.MISSING;
import static org.paperbeam.failure.FailureKind.OVERLOADED;
import static org.paperbeam.failure.FailureKind.QUOTA;
import static org.paperbeam.failure.FailureKind.REFUSED;
import static org.paperbeam.failure.FailureKind.UNREACHABLE;
import static org.paperbeam.llm.ChatOutcome.Kind.FATAL;
import static org.paperbeam.llm.ChatOutcome.Kind.LOST;
import static org.paperbeam.llm.ChatOutcome.Kind.MODERATED;
import static org.paperbeam.llm.ChatOutcome.Kind.RATE;
import static org.paperbeam.llm.ChatOutcome.Kind.REJECTED;
import static org.paperbeam.llm.ChatOutcome.Kind.TOO_LONG;
import static org.paperbeam.llm.ChatOutcome.Kind.TRANSIENT;
import static org.paperbeam.llm.ChatOutcome.Kind.UNSUPPORTED;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.AnswerTable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.BatchJob.BatchError;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.LlmAnswers.Form;
import org.paperbeam.llm.LlmAnswers.Service;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;

/** Every row of the table once, and which status means what, whatever the body. */
class LlmAnswersTest {
  private static final Set<Quirks.Part> ALL = EnumSet.allOf(Quirks.Part.class);
  private static final LlmOptions OPTIONS =
      new LlmOptions("http://llm.test/v1", "m", KeySource.environment("K"), 7);
  private static final String CHOICE = "{\"choices\":[{\"message\":{\"content\":\"hi\"}}]}";

  @Test
  void anAnswerMeansWhatItsRowSays() {
    answer(200, "", LOST, BROKEN, "200 an answer without choices");
    answer(200, "<html>", TRANSIENT, BROKEN, "200 <html>");
    answer(204, "{\"choices\":[]}", LOST, BROKEN, "204 an answer without choices");
    answer(429, error("insufficient_quota", "no credit"), FATAL, QUOTA, "429 no credit");
    answer(429, error("x", "Billing_Hard_Limit"), FATAL, QUOTA, "429 Billing_Hard_Limit");
    answer(429, error("context_length", "slow"), RATE, OVERLOADED, "429 slow");
    answer(429, "<html>", RATE, OVERLOADED, "429 <html>");
    answer(401, error("x", "wrong KEY-12345678"), FATAL, CREDENTIAL, "401 wrong [secret]");
    answer(402, "", FATAL, QUOTA, "402");
    answer(403, error("x", "not from here"), REJECTED, REFUSED, "403 not from here");
    answer(404, error("x", "no model"), FATAL, MISSING, "404 no model");
    answer(405, "", FATAL, REFUSED, "405");
    answer(410, "", FATAL, REFUSED, "410");
    answer(408, "", TRANSIENT, BROKEN, "408");
    answer(409, error("x", "m"), TRANSIENT, BROKEN, "409 m");
    answer(409, error("insufficient_quota", "m"), FATAL, QUOTA, "409 m");
    answer(423, "", TRANSIENT, BROKEN, "423");
    answer(424, "", TRANSIENT, BROKEN, "424");
    answer(498, "", TRANSIENT, BROKEN, "498");
    answer(425, "", TRANSIENT, BROKEN, "425");
    answer(413, error("x", "m"), TOO_LONG, REFUSED, "413 m");
    answer(413, error("insufficient_quota", "m"), FATAL, QUOTA, "413 m");
    answer(500, error("x", "m"), TRANSIENT, BROKEN, "500 m");
    answer(500, error("insufficient_quota", "m"), FATAL, QUOTA, "500 m");
    answer(529, "overloaded", TRANSIENT, BROKEN, "529 overloaded");
    answer(400, error("context_length_exceeded", "m"), TOO_LONG, REFUSED, "400 m");
    answer(400, "the Maximum Context Length", TOO_LONG, REFUSED, "400 the Maximum Context Length");
    answer(400, error("insufficient_quota", "context_length"), FATAL, QUOTA, "400 context_length");
    answer(400, error("insufficient_quota", "the seed"), FATAL, QUOTA, "400 the seed");
    answer(400, "{\"error\":{\"type\":\"insufficient_quota\"}}", FATAL, QUOTA, null);
    answer(400, error("x", "JSON_SCHEMA?"), UNSUPPORTED, REFUSED, "400 JSON_SCHEMA?");
    answer(422, "{\"detail\":\"no temperature\"}", UNSUPPORTED, REFUSED, "422 no temperature");
    answer(400, error("max_tokens", "m"), UNSUPPORTED, REFUSED, "400 m");
    answer(400, error("content_policy", "no"), MODERATED, REFUSED, "400 no");
    answer(400, error("x", "no"), REJECTED, REFUSED, "400 no");
    answer(302, "", FATAL, MISSING, "302 the service is somewhere else now:");
    answer(304, "", REJECTED, REFUSED, "304");
    answer(100, "", REJECTED, REFUSED, "100");
  }

  @Test
  void whatNoRowFitsIsRead() {
    assertThat(read(200, CHOICE, ALL) instanceof ChatOutcome.Answered, is(true));
    String more = CHOICE.replace("}]}", "}],\"error\":{\"message\":\"context_length seed\"}}");
    assertThat(read(299, more, ALL) instanceof ChatOutcome.Answered, is(true));
  }

  @Test
  void everyStatusMeansWhatItHasAlwaysMeant() {
    everyStatus(
        error("c", "m"),
        "0-300 REJECTED, 301-303 FATAL, 304-306 REJECTED, 307-308 FATAL, 309-400 REJECTED, 401-402"
            + " FATAL, 403 REJECTED, 404-405 FATAL, 406-407 REJECTED, 408-409 TRANSIENT, 410 FATAL,"
            + " 411-412 REJECTED, 413 TOO_LONG, 414-420 REJECTED, 421 TRANSIENT, 422 REJECTED,"
            + " 423-425 TRANSIENT, 426-428 REJECTED, 429 RATE, 430-450 REJECTED, 451 MODERATED,"
            + " 452-497 REJECTED, 498- TRANSIENT");
    everyStatus(error("insufficient_quota", "the seed"), "0- FATAL");
    everyStatus(
        error("c", "maximum context length, seed"),
        "0-300 TOO_LONG, 301-303 FATAL, 304-306 TOO_LONG, 307-308 FATAL, 309-400 TOO_LONG, 401-402"
            + " FATAL, 403-428 TOO_LONG, 429 RATE, 430- TOO_LONG");
    everyStatus(
        error("c", "no response_format"),
        "0-300 UNSUPPORTED, 301-303 FATAL, 304-306 UNSUPPORTED, 307-308 FATAL, 309-400 UNSUPPORTED,"
            + " 401-402 FATAL, 403-412 UNSUPPORTED, 413 TOO_LONG, 414-428 UNSUPPORTED, 429 RATE,"
            + " 430-499 UNSUPPORTED, 500- TRANSIENT");
  }

  @Test
  void onlyAPartThatWasSentIsLeftOut() {
    Quirks quirks = new Quirks("gpt-4o");
    Failed unsent = (Failed) read(400, error("x", "the seed"), Set.of(), quirks);
    assertThat(unsent.kind(), is(REJECTED));
    Failed dearer = (Failed) read(429, error("x", "the seed"), ALL, quirks);
    assertThat(dearer.kind(), is(RATE));
    assertThat(quirks.takes(Quirks.Part.SEED), is(true));
    Failed refused = (Failed) read(400, error("x", "temperature and seed"), ALL, quirks);
    assertThat(refused.kind(), is(UNSUPPORTED));
    assertThat(quirks.takes(Quirks.Part.TEMPERATURE), is(false));
    assertThat("one at a time", quirks.takes(Quirks.Part.SEED), is(true));
  }

  @Test
  void noAnswerMeansWhatItsRowSays() {
    thrown(Service.CHAT, new TimeoutException(), LOST, BROKEN, "no answer within 7 s");
    Throwable wrapped = new CompletionException(new IOException("a", new TimeoutException()));
    thrown(Service.CHAT, wrapped, LOST, BROKEN, "no answer within 7 s");
    String nobody = "nobody answers at http://llm.test/v1";
    thrown(Service.CHAT, new ConnectException("refused"), TRANSIENT, UNREACHABLE, nobody);
    Throwable deep = new ConnectException();
    deep.initCause(new IllegalStateException("no such host"));
    thrown(Service.CHAT, new CompletionException(deep), TRANSIENT, UNREACHABLE, nobody);
    Throwable slow = new HttpConnectTimeoutException("slow");
    slow.initCause(new ConnectException("slow"));
    thrown(Service.CHAT, slow, TRANSIENT, UNREACHABLE, nobody);
    thrown(Service.CHAT, new CompletionException(new IOException("reset")), LOST, BROKEN, "reset");
    thrown(Service.CHAT, new IOException(), LOST, BROKEN, "IOException");
    thrown(Service.BATCH_API, new HttpTimeoutException("t"), LOST, BROKEN, "no answer in time");
    thrown(Service.BATCH_API, slow, LOST, BROKEN, "no answer in time");
    thrown(Service.BATCH_API, new ConnectException("refused"), LOST, UNREACHABLE, nobody);
    thrown(Service.BATCH_API, new IOException("reset"), LOST, BROKEN, "reset");
  }

  @Test
  void anAnswerOfTheBatchApiMeansWhatItsRowSays() {
    unusable(Form.NOT_JSON, "http://llm.test/v1 does not answer in JSON");
    unusable(Form.FILE_WITHOUT_ID, "an uploaded file without an id");
    unusable(Form.BATCH_WITHOUT_ID, "a batch without an id");
  }

  @Test
  void anErrorInAFileMeansWhatItsRowSays() {
    line("\"code\":\"Insufficient_Quota\"", FATAL, QUOTA, "Insufficient_Quota");
    line("\"code\":\"x\",\"message\":\"billing_hard_limit\"", FATAL, QUOTA, "x billing_hard_limit");
    line("\"code\":\"batch_expired\",\"message\":\"m\"", TRANSIENT, BROKEN, "batch_expired m");
    line("", TRANSIENT, BROKEN, "a line without an answer");
  }

  @Test
  void anErrorOfABatchMeansWhatItsRowSays() {
    batch("token_limit_exceeded", "m", RATE, OVERLOADED);
    batch("billing_hard_limit_reached", "m", FATAL, QUOTA);
    batch("insufficient_quota", "m", FATAL, QUOTA);
    batch("x", "Insufficient_Quota", FATAL, QUOTA);
    batch("invalid_api_key", "m", FATAL, CREDENTIAL);
    batch("model_not_found", "m", FATAL, MISSING);
    batch("x", "mismatched_model", FATAL, MISSING);
    batch("x", "token_limit_exceeded", REJECTED, REFUSED);
    batch("x", "the model_not_found", REJECTED, REFUSED);
    batch("INSUFFICIENT_QUOTA", "m", REJECTED, REFUSED);
  }

  private static String error(String code, String message) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message);
  }

  private static ChatOutcome read(int status, String body, Set<Quirks.Part> sent) {
    // A service that has answered all parts: nothing is left to be found out.
    Quirks known = new Quirks("gpt-4o");
    known.answeredWith(ALL);
    return read(status, body, sent, known);
  }

  private static ChatOutcome read(int status, String body, Set<Quirks.Part> sent, Quirks quirks) {
    ReplyParser.Reply reply = new ReplyParser.Reply(status, body, RateHints.NONE);
    ChatOutcome chat = ReplyParser.read(reply, sent, quirks, Secret.of("KEY-12345678"));
    if (status / 100 != 2) {
      // The Batch API's own refusals are sorted by the same rows.
      assertThat(
          ReplyParser.read(Service.BATCH_API, reply, sent, quirks, Secret.of("KEY-12345678")),
          is(chat));
    }
    return chat;
  }

  /**
   * @param detail null for the body after the status
   */
  private static void answer(int status, String body, Kind kind, FailureKind why, String detail) {
    Failed failed = (Failed) read(status, body, ALL);
    String row = status + " " + body;
    assertThat(row, failed.kind(), is(kind));
    assertThat(row, failed.why(), is(why));
    assertThat(row, failed.detail(), is(detail == null ? row : detail));
  }

  private static void everyStatus(String body, String kinds) {
    StringBuilder seen = new StringBuilder();
    Kind last = null;
    int from = 0;
    for (int status = 0; status <= 1100; status++) {
      Kind kind = ((Failed) read(status, body, ALL)).kind();
      if (kind != last) {
        String range = from == status - 1 ? "" + from : from + "-" + (status - 1);
        seen.append(last == null ? "" : range + " " + last + ", ");
        last = kind;
        from = status;
      }
    }
    assertThat(seen + "" + from + "- " + last, is(kinds));
  }

  private static void thrown(
      Service service, Throwable failure, Kind kind, FailureKind why, String detail) {
    Throwable told = service == Service.CHAT ? AnswerTable.root(failure) : failure;
    failed(LlmFailures.failed(service, failure, told, OPTIONS), kind, why, detail);
  }

  private static void unusable(Form form, String detail) {
    failed(LlmFailures.failed(Service.BATCH_API, form, OPTIONS), LOST, BROKEN, detail);
  }

  private static void line(String error, Kind kind, FailureKind why, String detail) {
    String text = "{\"custom_id\":\"i\",\"error\":{%s}}".formatted(error);
    BatchLines lines = new BatchLines(OPTIONS, new Quirks("m"), Secret.of("KEY-12345678"));
    ChatOutcome outcome = lines.outcome(BatchLines.read(text).orElseThrow(), Set.of());
    failed((Failed) outcome, kind, why, detail);
  }

  private static void batch(String code, String message, Kind kind, FailureKind why) {
    LlmAnswers.Meaning meaning = LlmFailures.ofBatchError(new BatchError(code, message, 0));
    assertThat(
        code + " " + message, meaning, is(new LlmAnswers.Meaning(kind, why, null, Remedy.NONE)));
  }

  private static void failed(Failed failed, Kind kind, FailureKind why, String detail) {
    assertThat(failed.detail(), is(detail));
    assertThat(detail, failed.kind(), is(kind));
    assertThat(detail, failed.why(), is(why));
  }
}

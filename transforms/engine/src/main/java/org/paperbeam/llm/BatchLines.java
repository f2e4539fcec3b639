package org.paperbeam.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.paperbeam.failure.Answer;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.LlmAnswers.Meaning;
import org.paperbeam.llm.LlmAnswers.Service;
import org.paperbeam.secret.Secret;

/** The lines of a batch's files: requests are written, answers and errors are read. */
public final class BatchLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DETAIL = 300;

  private final LlmOptions options;
  private final Quirks quirks;
  private final Secret key;

  /**
   * For one model of one service.
   *
   * @param options the service and its model
   * @param quirks what the service does not take; learns from the errors that are read
   * @param key never shows in a failure
   */
  public BatchLines(LlmOptions options, Quirks quirks, Secret key) {
    this.options = options;
    this.quirks = quirks;
    this.key = key;
  }

  /**
   * A request as a line, its line break included.
   *
   * @param sent the parts in it that a service may refuse; to be given back when its error is read
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and too large to be copied.
  public record Line(byte[] bytes, Set<Quirks.Part> sent) {}

  /** A line of an output or error file: whose it is, and what it says. */
  public record Result(String customId, JsonNode line) {}

  public Line write(String customId, ChatRequest request) {
    Set<Quirks.Part> sent = EnumSet.noneOf(Quirks.Part.class);
    String body = RequestBody.of(options.model(), request, quirks, sent);
    ObjectNode line =
        JSON.createObjectNode()
            .put("custom_id", customId)
            .put("method", "POST")
            .put("url", options.address().batchEndpoint());
    line.putRawValue("body", new RawValue(body));
    return new Line((line + "\n").getBytes(StandardCharsets.UTF_8), sent);
  }

  /** Whose answer a line is; empty for a line that is none. */
  public static Optional<Result> read(String text) {
    try {
      JsonNode line = JSON.readTree(text);
      String id = line == null ? "" : line.path("custom_id").asText("");
      return id.isEmpty() ? Optional.empty() : Optional.of(new Result(id, line));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /** How the call of a line ended, by the same rules as a call that goes out alone. */
  public ChatOutcome outcome(Result result, Set<Quirks.Part> sent) {
    JsonNode response = result.line().path("response");
    // Some services give the completion without a status, or without a body around it.
    JsonNode body = response.has("choices") ? response : response.path("body");
    int status = response.path("status_code").asInt(body.has("choices") ? 200 : 0);
    if (status > 0) {
      return ReplyParser.read(
          new ReplyParser.Reply(
              status, body.isTextual() ? body.asText() : body.toString(), RateHints.NONE),
          sent,
          quirks,
          key);
    }
    JsonNode error = result.line().path("error");
    String said = (error.path("code").asText() + " " + error.path("message").asText()).strip();
    Meaning meaning =
        LlmAnswers.of(Answer.saying(Service.BATCH_LINE, said.toLowerCase(Locale.ROOT)))
            .orElseThrow();
    return ChatOutcome.failed(
            meaning.kind(), said.isEmpty() ? "a line without an answer" : cut(key.hiddenIn(said)))
        .because(meaning.why());
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(DETAIL, text.length()));
  }
}

package org.paperbeam.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.paperbeam.failure.Answer;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.LlmAnswers.Form;
import org.paperbeam.llm.LlmAnswers.Meaning;
import org.paperbeam.llm.LlmAnswers.Service;

/**
 * Turns a response into an outcome, by OpenAI's error codes
 * (platform.openai.com/docs/guides/error-codes) and what compatible services make of them.
 */
final class ReplyParser {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DETAIL = 300;

  private ReplyParser() {}

  /**
   * Reads a response.
   *
   * @param key the key that was sent: some services repeat a rejected one in their message, from
   *     where it would go into reports and logs
   */
  static ChatOutcome read(
      HttpResponse<String> response, Set<Quirks.Part> sent, Quirks quirks, String key) {
    RateHints hints =
        RateHints.of(
            name -> response.headers().firstValue(name).orElse(null),
            ZonedDateTime.now(ZoneOffset.UTC));
    return read(new Reply(response.statusCode(), response.body(), hints), sent, quirks, key);
  }

  /** A response, however it came. */
  record Reply(int status, String body, RateHints hints) {}

  /** Reads a response that need not have come over HTTP by itself, e.g. as a line of a batch. */
  static ChatOutcome read(Reply reply, Set<Quirks.Part> sent, Quirks quirks, String key) {
    return read(Service.CHAT, reply, sent, quirks, key);
  }

  /** Reads a response of that service; what it means is in {@link LlmAnswers}. */
  static ChatOutcome read(
      Service service, Reply reply, Set<Quirks.Part> sent, Quirks quirks, String key) {
    JsonNode body = tree(reply.body());
    JsonNode error = body.path("error");
    String message = error.isTextual() ? error.asText() : error.path("message").asText("");
    // Not every service wraps its message as OpenAI does.
    String said = small(message.isEmpty() ? reply.body() : message);
    String code = small(error.path("code").asText(""));
    String type = small(error.path("type").asText(""));
    JsonNode choice = body.path("choices").path(0);
    Quirks.Part named = Quirks.named(String.join(" ", code, type, said), sent);
    Set<Form> forms = EnumSet.noneOf(Form.class);
    if (choice.isMissingNode()) {
      forms.add(Form.NO_CHOICES);
    }
    if (named != null) {
      forms.add(Form.NAMES_A_SENT_PART);
    }
    Optional<Meaning> meaning =
        LlmAnswers.of(Answer.of(service, reply.status(), code, type, said).in(forms));
    if (meaning.isEmpty()) {
      return answer(reply, body, choice);
    }
    Kind kind = meaning.get().kind();
    if (kind == Kind.UNSUPPORTED && named != null) {
      quirks.leaveOut(named);
    }
    String say = meaning.get().say();
    return new Failed(kind, detail(reply, say == null ? message : say, key), reply.hints())
        .because(meaning.get().why());
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static ChatOutcome answer(Reply reply, JsonNode body, JsonNode choice) {
    JsonNode usage = body.path("usage");
    return new Answered(
        content(choice.path("message").path("content")),
        choice.path("finish_reason").asText(""),
        new Usage(
            tokens(usage.path("prompt_tokens")),
            tokens(usage.path("prompt_tokens_details").path("cached_tokens")),
            tokens(usage.path("completion_tokens"))),
        reply.hints());
  }

  /** A text, or parts of which some are texts. */
  private static String content(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.isTextual() ? part.asText() : part.path("text").asText(""));
    }
    return text.toString();
  }

  private static long tokens(JsonNode count) {
    return Math.max(0, count.asLong(0));
  }

  private static JsonNode tree(String body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** Status and message on one line, short and without the key, for a report. */
  private static String detail(Reply reply, String message, String key) {
    String whole = (message.isEmpty() ? reply.body() : message).replaceAll("\\s+", " ").trim();
    String said = HiddenKey.in(whole, key);
    return reply.status()
        + (said.isEmpty() ? "" : " " + said.substring(0, Math.min(DETAIL, said.length())));
  }
}

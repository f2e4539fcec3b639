package org.paperbeam.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;

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
    JsonNode body = tree(reply.body());
    if (reply.status() / 100 == 2) {
      return answer(reply, body, key);
    }
    JsonNode error = body.path("error");
    String code = error.path("code").asText("") + " " + error.path("type").asText("");
    String message = error.isTextual() ? error.asText() : error.path("message").asText("");
    String detail = detail(reply, message, key);
    // Not every service wraps its message as OpenAI does.
    String said = message.isEmpty() ? reply.body() : message;
    return new Failed(kind(reply.status(), code, said, sent, quirks), detail, reply.hints());
  }

  private static Kind kind(
      int status, String code, String message, Set<Quirks.Part> sent, Quirks quirks) {
    String text = (code + " " + message).toLowerCase(Locale.ROOT);
    return switch (status) {
      case 429 -> isOutOfMoney(text) ? Kind.FATAL : Kind.RATE;
      case 401, 402, 403, 404, 405, 410 -> Kind.FATAL;
      case 408, 409, 425 -> Kind.TRANSIENT;
      case 413 -> Kind.TOO_LONG;
      default -> {
        if (status >= 500) {
          yield Kind.TRANSIENT;
        }
        if (text.contains("context_length") || text.contains("maximum context length")) {
          yield Kind.TOO_LONG;
        }
        if (isOutOfMoney(text)) {
          yield Kind.FATAL;
        }
        yield quirks.learn(text, sent) ? Kind.UNSUPPORTED : Kind.REJECTED;
      }
    };
  }

  /** Whether an error's code or message, in small letters, says that nobody pays any more. */
  static boolean isOutOfMoney(String text) {
    return text.contains("insufficient_quota") || text.contains("billing_hard_limit");
  }

  private static ChatOutcome answer(Reply reply, JsonNode body, String key) {
    JsonNode choice = body.path("choices").path(0);
    if (choice.isMissingNode()) {
      return new Failed(Kind.LOST, detail(reply, "an answer without choices", key), reply.hints());
    }
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
    String said = whole.replace(key, "[the key]");
    return reply.status()
        + (said.isEmpty() ? "" : " " + said.substring(0, Math.min(DETAIL, said.length())));
  }
}

package org.paperbeam.llm;

import com.fasterxml.jackson.databind.JsonNode;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.prompt.FinishReasons;

/** Reads a completion: its text, why it ends, what it used, and whether the model has thought. */
final class CompletionReader {
  private CompletionReader() {}

  /** The first of the choices, or the message where a service gives just that. */
  static JsonNode choice(JsonNode body) {
    JsonNode choice = body.path("choices").path(0);
    return choice.isMissingNode() && body.path("message").has("content") ? body : choice;
  }

  /**
   * The answer.
   *
   * @param choice missing when the service gives none, though it tells what it bills
   */
  static Answered read(JsonNode body, JsonNode choice, RateHints hints, Quirks quirks) {
    Usage usage = UsageReader.read(UsageReader.in(body));
    if (choice.isMissingNode()) {
      return new Answered("", "no choices", usage, hints);
    }
    JsonNode message = choice.path("message");
    String finish = choice.path("finish_reason").asText(choice.path("done_reason").asText(""));
    String text = text(message.path("content"), choice);
    String thoughts = thoughts(message);
    if (UsageReader.thoughts(UsageReader.in(body)) > 0
        || !thoughts.isEmpty()
        || (text.isBlank() && FinishReasons.isLength(finish))) {
      quirks.noteThoughts();
    }
    if (text.isBlank()) {
      String refusal = message.path("refusal").asText("");
      if (!refusal.isBlank() && !message.path("refusal").isNull()) {
        return new Answered(refusal, "refusal", usage, hints);
      }
      text = isAnswer(thoughts) ? thoughts : thoughts.isEmpty() ? text : "<think>" + thoughts;
    }
    return new Answered(text, finish, usage, hints);
  }

  /** Some servers put all that the model says among its thoughts: JSON from its begin is none. */
  private static boolean isAnswer(String thoughts) {
    String text = thoughts.strip();
    return text.startsWith("{") || text.startsWith("[") || text.startsWith("```");
  }

  private static String thoughts(JsonNode message) {
    for (String name : new String[] {"reasoning_content", "reasoning", "thinking"}) {
      if (message.path(name).isTextual() && !message.path(name).asText().isBlank()) {
        return message.path(name).asText();
      }
    }
    return "";
  }

  private static String text(JsonNode content, JsonNode choice) {
    String text = content(content);
    if (!text.isBlank()) {
      return text;
    }
    // Some answer a schema by a call of a tool, and old services have no message at all.
    JsonNode call = choice.path("message").path("tool_calls").path(0).path("function");
    String called = content(call.path("arguments"));
    return !called.isBlank()
        ? called
        : choice.path("text").isTextual() ? choice.path("text").asText() : text;
  }

  /** A text; parts of which some are texts; or the answer itself, not written as a text. */
  private static String content(JsonNode content) {
    if (content.isObject()) {
      return content.path("text").isTextual() ? content.path("text").asText() : content.toString();
    }
    if (!content.isArray()) {
      return content.isNull() ? "" : content.asText("");
    }
    boolean parts = content.isEmpty();
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      parts |= part.isTextual() || part.has("type") || part.path("text").isTextual();
      text.append(part.isTextual() ? part.asText() : part.path("text").asText(""));
    }
    return parts ? text.toString() : content.toString();
  }
}

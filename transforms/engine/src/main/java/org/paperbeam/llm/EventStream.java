package org.paperbeam.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** An answer that came as a stream of events though nobody asked for one: put together again. */
final class EventStream {
  private static final Pattern BEGIN = Pattern.compile("(?s)\\s*(?::|data:|event:|id:|retry:).*");
  private static final List<String> TEXTS =
      List.of("content", "reasoning_content", "reasoning", "refusal");

  private EventStream() {}

  /** Whether a body is a stream of events. */
  static boolean is(String body) {
    return BEGIN.matcher(body).matches();
  }

  /**
   * The completion that the events make together.
   *
   * @throws JsonProcessingException when an event is no JSON: then the stream is not whole
   */
  static JsonNode joined(ObjectMapper json, String body) throws JsonProcessingException {
    ObjectNode whole = json.createObjectNode();
    ObjectNode message = json.createObjectNode();
    StringBuilder[] texts = new StringBuilder[TEXTS.size()];
    String finish = "";
    boolean any = false;
    for (String line : body.split("\\R")) {
      String data = line.startsWith("data:") ? line.substring("data:".length()).strip() : "";
      if (data.isEmpty() || data.equals("[DONE]")) {
        continue;
      }
      JsonNode event = json.readTree(data);
      for (String name : new String[] {"usage", "x_groq", "error", "model"}) {
        if (event.hasNonNull(name)) {
          whole.set(name, event.get(name));
        }
      }
      JsonNode choice = event.path("choices").path(0);
      if (choice.path("usage").isObject()) {
        whole.set("usage", choice.get("usage"));
      }
      any |= choice.isObject();
      JsonNode part = choice.has("delta") ? choice.get("delta") : choice.path("message");
      for (int i = 0; i < texts.length; i++) {
        if (part.path(TEXTS.get(i)).isTextual()) {
          texts[i] = texts[i] == null ? new StringBuilder() : texts[i];
          texts[i].append(part.get(TEXTS.get(i)).asText());
        }
      }
      finish = choice.hasNonNull("finish_reason") ? choice.get("finish_reason").asText() : finish;
    }
    for (int i = 0; i < texts.length; i++) {
      if (texts[i] != null) {
        message.put(TEXTS.get(i), texts[i].toString());
      }
    }
    if (any) {
      ArrayNode choices = whole.putArray("choices");
      choices.addObject().put("finish_reason", finish).set("message", message);
    }
    return whole;
  }
}

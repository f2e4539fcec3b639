package org.paperbeam.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The body of a chat completion: the same whether it goes out alone or as a line of a batch. */
final class RequestBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RequestBody() {}

  /**
   * The body as JSON on one line.
   *
   * @param sent is told which parts that a service may refuse are in it
   */
  static String of(String model, ChatRequest request, Quirks quirks, Set<Quirks.Part> sent) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", model);
    if (quirks.takes(Quirks.Part.SYSTEM)) {
      sent.add(Quirks.Part.SYSTEM);
      message(body, "system", request.system());
      message(body, "user", request.user());
    } else {
      message(body, "user", request.system() + "\n\n" + request.user());
    }
    if (quirks.takes(Quirks.Part.TEMPERATURE)) {
      sent.add(Quirks.Part.TEMPERATURE);
      body.put("temperature", 0);
    }
    if (quirks.takes(Quirks.Part.SEED)) {
      sent.add(Quirks.Part.SEED);
      body.put("seed", 1);
    }
    if (quirks.takes(Quirks.Part.MAX_TOKENS)) {
      sent.add(Quirks.Part.MAX_TOKENS);
      body.put("max_tokens", request.maxCompletionTokens());
    } else if (quirks.takes(Quirks.Part.MAX_COMPLETION_TOKENS)) {
      sent.add(Quirks.Part.MAX_COMPLETION_TOKENS);
      body.put("max_completion_tokens", request.maxCompletionTokens());
    }
    if (request.schema() != null) {
      sent.add(Quirks.Part.SCHEMA);
      ObjectNode format = body.putObject("response_format").put("type", "json_schema");
      ObjectNode schema = format.putObject("json_schema").put("name", request.schemaName());
      if (quirks.takes(Quirks.Part.STRICT)) {
        sent.add(Quirks.Part.STRICT);
        schema.put("strict", true);
      }
      schema.set("schema", parse(request.schema()));
    }
    return body.toString();
  }

  private static void message(ObjectNode body, String role, String content) {
    body.withArray("/messages").addObject().put("role", role).put("content", content);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the schema is not JSON: " + json, e);
    }
  }
}

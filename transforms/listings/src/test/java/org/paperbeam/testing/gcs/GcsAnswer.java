package org.paperbeam.testing.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Status, headers and body of an answer. */
@SuppressWarnings("ArrayRecordComponent")
record GcsAnswer(int status, Map<String, String> headers, byte[] body) {
  static final ObjectMapper JSON = new ObjectMapper();

  static GcsAnswer of(int status) {
    return new GcsAnswer(status, Map.of(), new byte[0]);
  }

  static GcsAnswer json(JsonNode node) {
    return json(200, node);
  }

  static GcsAnswer json(int status, JsonNode node) {
    return new GcsAnswer(
        status,
        Map.of("Content-Type", "application/json; charset=UTF-8"),
        node.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** An error in the form that Google's clients read. */
  static GcsAnswer error(int status, String reason, String message) {
    ObjectNode error = JSON.createObjectNode().put("code", status).put("message", message);
    error
        .putArray("errors")
        .add(
            JSON.createObjectNode()
                .put("message", message)
                .put("domain", "global")
                .put("reason", reason));
    return json(status, JSON.createObjectNode().set("error", error));
  }

  static GcsAnswer notFound(String message) {
    return error(404, "notFound", message);
  }

  GcsAnswer with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new GcsAnswer(status, more, body);
  }
}

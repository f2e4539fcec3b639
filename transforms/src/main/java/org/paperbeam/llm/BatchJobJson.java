package org.paperbeam.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.llm.BatchJob.BatchError;

/** A batch as the service writes it. */
final class BatchJobJson {
  private BatchJobJson() {}

  static BatchJob read(String id, JsonNode node) {
    List<BatchError> errors = new ArrayList<>();
    for (JsonNode error : node.path("errors").path("data")) {
      errors.add(
          new BatchError(
              error.path("code").asText(""),
              error.path("message").asText(""),
              error.path("line").asInt(0)));
    }
    Map<String, String> metadata = new TreeMap<>();
    node.path("metadata")
        .properties()
        .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
    JsonNode counts = node.path("request_counts");
    return new BatchJob(
        id,
        node.path("status").asText(""),
        file(node.path("output_file_id")),
        file(node.path("error_file_id")),
        counts.path("total").asInt(),
        counts.path("completed").asInt(),
        counts.path("failed").asInt(),
        Instant.ofEpochSecond(node.path("created_at").asLong()),
        ended(node),
        List.copyOf(errors),
        Map.copyOf(metadata));
  }

  private static @Nullable String file(JsonNode id) {
    return id.asText("").isEmpty() || id.isNull() ? null : id.asText();
  }

  private static @Nullable Instant ended(JsonNode node) {
    for (String name : new String[] {"completed_at", "expired_at", "cancelled_at", "failed_at"}) {
      long seconds = node.path(name).asLong();
      if (seconds > 0) {
        return Instant.ofEpochSecond(seconds);
      }
    }
    return null;
  }
}

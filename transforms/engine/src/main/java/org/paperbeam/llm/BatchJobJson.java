package org.paperbeam.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        status(node),
        node.path("input_file_id").asText(""),
        file(node.path("output_file_id")),
        file(node.path("error_file_id")),
        counts.path("total").asInt(),
        counts.path("completed").asInt(),
        counts.path("failed").asInt(),
        Instant.ofEpochSecond(node.path("created_at").asLong()),
        seconds(node, "completed_at", "expired_at", "cancelled_at", "failed_at"),
        seconds(node, "expires_at"),
        List.copyOf(errors),
        Map.copyOf(metadata));
  }

  private static @Nullable String file(JsonNode id) {
    return id.asText("").isEmpty() || id.isNull() ? null : id.asText();
  }

  /** The status by OpenAI's name for it, where another service has one of its own. */
  private static String status(JsonNode node) {
    String status =
        node.path("status").asText("").toLowerCase(Locale.ROOT).replace("job_state_", "");
    return switch (status) {
      case "complete", "succeeded", "success", "ended", "finished", "done" -> "completed";
      case "canceled" -> "cancelled";
      case "error", "errored" -> "failed";
      case "timeout_exceeded", "timed_out" -> "expired";
      default -> status;
    };
  }

  private static @Nullable Instant seconds(JsonNode node, String... names) {
    for (String name : names) {
      long seconds = node.path(name).asLong();
      if (seconds > 0) {
        return Instant.ofEpochSecond(seconds);
      }
    }
    return null;
  }
}

package org.paperbeam.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.storage.Folder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches that are at a service and not answered, one file each, beside the answers: what lets
 * a later run fetch what an earlier one paid for. Safe for many runs at once.
 */
public final class OpenBatches {
  private static final Logger LOG = LoggerFactory.getLogger(OpenBatches.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Folder folder;

  OpenBatches(Folder folder) {
    this.folder = folder;
  }

  /** Keeps a batch, or what is new about it; it is safe when this returns. */
  public void write(OpenBatch batch) throws IOException {
    folder.write(file(batch.name()), json(batch) + "\n");
  }

  /** The names of all open batches, in order of their runs. */
  public List<String> names() throws IOException {
    return folder.list("*.json").stream().map(f -> f.substring(0, f.length() - 5)).toList();
  }

  /** The batch of that name; empty when it is not open any more. */
  public Optional<OpenBatch> read(String name) throws IOException {
    String text = folder.readIfPresent(file(name));
    return text == null ? Optional.empty() : Optional.ofNullable(parse(name, text));
  }

  /** Forgets a batch: its answers are in the ledger, or it was never asked. */
  public void remove(String name) throws IOException {
    folder.delete(List.of(file(name)));
  }

  private static String file(String name) {
    return name + ".json";
  }

  private static String json(OpenBatch batch) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("name", batch.name())
            .put("run_id", batch.runId())
            .put("url", batch.url())
            .put("model", batch.model())
            .put("content_sha256", batch.contentSha256())
            .put("intended", batch.intended().toString())
            .put("input_file_id", batch.inputFileId())
            .put("batch_id", batch.batchId());
    ArrayNode requests = root.putArray("requests");
    for (BatchedRequest request : batch.requests()) {
      ObjectNode node =
          requests
              .addObject()
              .put("custom_id", request.customId())
              .put("stage", request.stage())
              .put("date", request.date())
              .put("prompt_sha256", request.promptSha256())
              .put("prompt_tokens", request.promptTokens())
              .put("most_micro_usd", request.mostMicroUsd());
      ArrayNode parts = node.putArray("parts");
      request.parts().forEach(parts::add);
      LedgerJson.writePapers(node, request.papers());
    }
    return root.toString();
  }

  private static @Nullable OpenBatch parse(String name, String text) {
    try {
      JsonNode root = JSON.readTree(text);
      List<BatchedRequest> requests = new ArrayList<>();
      for (JsonNode node : root.path("requests")) {
        List<String> parts = new ArrayList<>();
        node.path("parts").forEach(part -> parts.add(part.asText()));
        requests.add(
            new BatchedRequest(
                node.path("custom_id").asText(),
                node.path("stage").asText(),
                node.path("date").asText(),
                node.path("prompt_sha256").asText(),
                LedgerJson.readPapers(node),
                List.copyOf(parts),
                node.path("prompt_tokens").asInt(),
                node.path("most_micro_usd").asLong()));
      }
      return new OpenBatch(
          name,
          root.path("run_id").asText(),
          root.path("url").asText(),
          root.path("model").asText(),
          root.path("content_sha256").asText(),
          Instant.parse(root.path("intended").asText()),
          root.path("input_file_id").asText(),
          root.path("batch_id").isTextual() ? root.path("batch_id").asText() : null,
          List.copyOf(requests));
    } catch (JsonProcessingException | DateTimeException e) {
      // Files appear whole or not at all; this one is not ours.
      LOG.warn("{} is no open batch, skipped: {}", name, e.getMessage());
      return null;
    }
  }
}

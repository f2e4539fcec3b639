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
import org.paperbeam.storage.Folder;

/**
 * The batches that are at a service and not answered, one file each, beside the answers: what lets
 * a later run fetch what an earlier one paid for. Safe for many runs at once.
 */
public final class OpenBatches {
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

  /**
   * The batch of that name; empty when it is not open any more.
   *
   * @throws IOException also when the file is no batch: what it holds may be paid for already, so
   *     that nobody must ask as if it were not there
   */
  public Optional<OpenBatch> read(String name) throws IOException {
    String text = folder.readIfPresent(file(name));
    return text == null ? Optional.empty() : Optional.of(parse(name, text));
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

  private OpenBatch parse(String name, String text) throws IOException {
    try {
      JsonNode root = JSON.readTree(text);
      List<BatchedRequest> requests = new ArrayList<>();
      for (JsonNode node : root.required("requests")) {
        requests.add(request(node));
      }
      return new OpenBatch(
          name,
          root.required("run_id").asText(),
          root.required("url").asText(),
          root.required("model").asText(),
          root.required("content_sha256").asText(),
          Instant.parse(root.required("intended").asText()),
          root.required("input_file_id").asText(),
          root.path("batch_id").isTextual() ? root.path("batch_id").asText() : null,
          List.copyOf(requests));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "" + e;
      throw new IOException(
          "%s/%s is no open batch (%s): its answers may be paid for already; restore the file, or remove it to ask its papers again"
              .formatted(folder, file(name), why.lines().findFirst().orElse("")),
          e);
    }
  }

  private static BatchedRequest request(JsonNode node) {
    List<String> parts = new ArrayList<>();
    node.path("parts").forEach(part -> parts.add(part.asText()));
    return new BatchedRequest(
        node.required("custom_id").asText(),
        node.required("stage").asText(),
        node.required("date").asText(),
        node.required("prompt_sha256").asText(),
        LedgerJson.readPapers(node),
        List.copyOf(parts),
        node.required("prompt_tokens").asInt(),
        node.required("most_micro_usd").asLong());
  }
}

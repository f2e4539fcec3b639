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
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.WriteCondition;

/**
 * The batches that are at a service and not answered, one file each, beside the answers: what lets
 * a later run fetch what an earlier one paid for. Safe for many runs at once, and under a retention
 * policy, where nothing is replaced or removed and two more files say what is new.
 */
public final class OpenBatches {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = ".json";

  /** The service's id, where a retention policy lets nothing be added to the file. */
  private static final String ID = ".id";

  /** Says that it is not open any more, where a retention policy keeps the file. */
  private static final String DONE = ".done";

  private final Folder folder;

  OpenBatches(Folder folder) {
    this.folder = folder;
  }

  /** Keeps a batch, or what is new about it; it is safe when this returns. */
  public void write(OpenBatch batch) throws IOException {
    try {
      folder.write(batch.name() + FILE, json(batch) + "\n");
    } catch (RetainedException e) {
      String id = batch.batchId();
      if (id == null) {
        throw e;
      }
      folder.write(batch.name() + ID, id);
    }
  }

  /** The names of all open batches, in order of their runs. */
  public List<String> names() throws IOException {
    List<String> files = folder.list("*");
    return files.stream()
        .filter(f -> f.endsWith(FILE))
        .map(f -> f.substring(0, f.length() - FILE.length()))
        .filter(name -> !files.contains(name + DONE))
        .toList();
  }

  /**
   * The batch of that name; empty when it is not open any more.
   *
   * @throws IOException also when the file is no batch: what it holds may be paid for already, so
   *     that nobody must ask as if it were not there
   */
  public Optional<OpenBatch> read(String name) throws IOException {
    List<String> files = folder.list(name + ".*");
    String text = files.contains(name + DONE) ? null : folder.readIfPresent(name + FILE);
    if (text == null) {
      return Optional.empty();
    }
    OpenBatch batch = parse(name, text);
    String id = files.contains(name + ID) ? folder.readIfPresent(name + ID) : null;
    return Optional.of(id == null ? batch : batch.withBatchId(id));
  }

  /** Forgets a batch: its answers are in the ledger, or it was never asked. */
  public void remove(String name) throws IOException {
    if (!folder.delete(List.of(name + FILE, name + ID)).isEmpty()) {
      boolean unused = folder.writeIf(WriteCondition.absent(), name + DONE, "");
    }
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
              .formatted(folder, name + FILE, why.lines().findFirst().orElse("")),
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

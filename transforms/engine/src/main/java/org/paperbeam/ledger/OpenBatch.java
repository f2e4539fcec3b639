package org.paperbeam.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A batch whose answers are not in the ledger yet. It is written before the batch is created, and
 * once more, with the service's id, after.
 *
 * @param name unique; begins with the run's id, and stands in the batch's metadata
 * @param runId the run that asked
 * @param url the service that was asked
 * @param model the model that was asked
 * @param contentSha256 SHA-256 (hex) of the uploaded lines
 * @param intended when it was written first
 * @param inputFileId the uploaded file
 * @param batchId null until the service has said it
 */
public record OpenBatch(
    String name,
    String runId,
    String url,
    String model,
    String contentSha256,
    Instant intended,
    String inputFileId,
    @Nullable String batchId,
    List<BatchedRequest> requests) {

  public OpenBatch {
    Objects.requireNonNull(intended, "intended");
    requests = List.copyOf(requests);
  }

  /** The same with the id that the service gave it. */
  public OpenBatch withBatchId(String id) {
    return new OpenBatch(
        name, runId, url, model, contentSha256, intended, inputFileId, id, requests);
  }
}

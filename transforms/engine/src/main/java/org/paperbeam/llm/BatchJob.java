package org.paperbeam.llm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A batch as the service tells of it (platform.openai.com/docs/api-reference/batch/object).
 *
 * @param status by OpenAI's names; what has no such name is as the service says it
 * @param inputFileId the file of requests; empty when the service does not say
 * @param outputFileId the file of answers; null when there is none
 * @param errorFileId the file of requests that failed; null when there is none
 * @param total requests in it, as the service counts them; 0 before it has
 * @param ended when it came to its end; null while it has not, or the service does not say
 * @param expires when the service will have ended it at the latest; null when it does not say
 * @param errors why it was not taken, when it was not
 */
public record BatchJob(
    String id,
    String status,
    String inputFileId,
    @Nullable String outputFileId,
    @Nullable String errorFileId,
    int total,
    int completed,
    int failed,
    Instant created,
    @Nullable Instant ended,
    @Nullable Instant expires,
    List<BatchError> errors,
    Map<String, String> metadata) {

  /**
   * Why the service did not take a batch.
   *
   * @param line of the file, counted from 1; 0 when it is about the whole file
   */
  public record BatchError(String code, String message, int line) {}

  /** Whether it was not taken: nothing of it was asked, and nothing is billed. */
  public boolean isNotTaken() {
    return status.equals("failed") && completed == 0 && outputFileId == null;
  }

  /** Whether it came to an end and what is answered can be fetched. */
  public boolean hasEnded() {
    return status.equals("completed")
        || status.equals("expired")
        || status.equals("cancelled")
        || (status.equals("failed") && !isNotTaken());
  }

  /** Whether it has answers, or must have some, that it does not show yet. */
  public boolean hidesItsAnswers() {
    return outputFileId == null
        && (completed > 0 || (errorFileId == null && status.equals("completed")));
  }
}

package org.paperbeam.llm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The Batch API of an OpenAI-compatible service: files of requests in, files of answers out
 * (platform.openai.com/docs/guides/batch). Every method is one call that waits for its answer; what
 * changes something at the service is never sent twice by itself. For one thread at a time.
 */
public interface BatchApi extends AutoCloseable {
  /** The most requests that a file may hold. */
  int MOST_REQUESTS = 50_000;

  /** The most bytes that a file may hold: 200 MB. */
  long MOST_BYTES = 200_000_000;

  /** A page of the list of batches, newest first. */
  record Page(List<BatchJob> jobs, boolean hasMore) {}

  /** Uploads a file of requests, a line each with its line break; its id. */
  String upload(String name, List<byte[]> lines) throws BatchException, InterruptedException;

  /** Creates a batch of an uploaded file. Who does not hear the answer must look for it. */
  BatchJob create(String inputFileId, Map<String, String> metadata)
      throws BatchException, InterruptedException;

  /** A batch as it stands now. */
  BatchJob get(String id) throws BatchException, InterruptedException;

  /** A page of all batches, those after that id; the first page without one. */
  Page list(@Nullable String after) throws BatchException, InterruptedException;

  /**
   * Fetches a file of answers, whole.
   *
   * @throws IOException when it cannot be written here
   */
  void download(String fileId, Path to) throws BatchException, IOException, InterruptedException;

  /** Deletes a file that is not needed any more. */
  void delete(String fileId) throws BatchException, InterruptedException;

  @Override
  void close();
}

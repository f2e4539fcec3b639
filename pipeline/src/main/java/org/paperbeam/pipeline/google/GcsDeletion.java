package org.paperbeam.pipeline.google;

import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageBatch;
import com.google.cloud.storage.StorageBatchResult;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes objects, up to 100 in one HTTP request. Those that are gone already are no error, and
 * those that a retention policy keeps stay and are named.
 */
final class GcsDeletion {
  private static final String RIGHT = "storage.objects.delete";

  private final Storage client;
  private final GcsErrors errors;

  GcsDeletion(Storage client, GcsErrors errors) {
    this.client = client;
    this.errors = errors;
  }

  /** Gives back those that a retention policy keeps. */
  List<GcsPath> delete(List<GcsPath> paths) throws IOException {
    List<GcsPath> kept = new ArrayList<>();
    // What fails inside of a batch is not repeated by the client; a single call is.
    for (GcsPath path : paths.size() < 2 ? paths : together(paths, kept)) {
      try {
        client.delete(path.id());
      } catch (StorageException e) {
        if (!GcsErrors.isRetained(e)) {
          throw errors.of(path, e, RIGHT);
        }
        kept.add(path);
      }
    }
    return kept;
  }

  /** Gives back those that failed in another way. */
  private List<GcsPath> together(List<GcsPath> paths, List<GcsPath> kept) throws IOException {
    Map<GcsPath, StorageBatchResult<Boolean>> results = new LinkedHashMap<>();
    try {
      StorageBatch batch = client.batch();
      for (GcsPath path : paths) {
        // A credential is asked for its token here already.
        results.put(path, batch.delete(path.id()));
      }
      batch.submit();
    } catch (StorageException e) {
      if (!e.isRetryable()) {
        throw errors.of(paths.get(0), e, RIGHT);
      }
    }
    List<GcsPath> failed = new ArrayList<>();
    results.forEach(
        (path, result) -> {
          if (!result.completed()) {
            failed.add(path);
            return;
          }
          try {
            result.get();
          } catch (StorageException e) {
            (GcsErrors.isRetained(e) ? kept : failed).add(path);
          }
        });
    return failed;
  }
}

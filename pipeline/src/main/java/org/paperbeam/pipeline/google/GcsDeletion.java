package org.paperbeam.pipeline.google;

import com.google.api.client.googleapis.batch.BatchRequest;
import com.google.api.client.googleapis.batch.json.JsonBatchCallback;
import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import com.google.api.services.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes objects, up to 100 in one HTTP request. Those that are gone already are no error, and
 * those that a retention policy keeps stay and are named.
 */
final class GcsDeletion {
  private static final String RIGHT = "storage.objects.delete";
  private static final int MOST_IN_BATCH = 100;
  private static final int NOT_FOUND = 404;

  private final Storage client;

  GcsDeletion(Storage client) {
    this.client = client;
  }

  /** Gives back those that a retention policy keeps. */
  List<GcsPath> delete(List<GcsPath> paths) throws IOException {
    List<GcsPath> kept = new ArrayList<>();
    for (int from = 0; from < paths.size(); from += MOST_IN_BATCH) {
      List<GcsPath> some = paths.subList(from, Math.min(paths.size(), from + MOST_IN_BATCH));
      // What fails inside of a batch is not repeated by the client; a single call is.
      for (GcsPath path : some.size() == 1 ? some : together(some, kept)) {
        if (!isDeleted(path)) {
          kept.add(path);
        }
      }
    }
    return kept;
  }

  /** Gives back those that failed in another way. */
  private List<GcsPath> together(List<GcsPath> paths, List<GcsPath> kept) throws IOException {
    List<GcsPath> failed = new ArrayList<>();
    try {
      BatchRequest batch = client.batch(client.getRequestFactory().getInitializer());
      for (GcsPath path : paths) {
        // A credential is asked for its token here already.
        client
            .objects()
            .delete(path.bucket(), path.object())
            .queue(batch, new Result(path, kept, failed));
      }
      batch.execute();
    } catch (HttpResponseException e) {
      throw GcsErrors.of(paths.get(0), e, RIGHT);
    } catch (IOException e) {
      throw GcsErrors.noAnswer(client.getBaseUrl(), e);
    }
    return failed;
  }

  /** What became of one object of a batch. */
  private static final class Result extends JsonBatchCallback<Void> {
    private final GcsPath path;
    private final List<GcsPath> kept;
    private final List<GcsPath> failed;

    Result(GcsPath path, List<GcsPath> kept, List<GcsPath> failed) {
      this.path = path;
      this.kept = kept;
      this.failed = failed;
    }

    @Override
    public void onSuccess(Void nothing, HttpHeaders headers) {}

    @Override
    public void onFailure(GoogleJsonError error, HttpHeaders headers) {
      if (error.getCode() != NOT_FOUND) {
        (GcsErrors.isRetained(error) ? kept : failed).add(path);
      }
    }
  }

  private boolean isDeleted(GcsPath path) throws IOException {
    try {
      client.objects().delete(path.bucket(), path.object()).execute();
      return true;
    } catch (HttpResponseException e) {
      if (e.getStatusCode() != NOT_FOUND && !GcsErrors.isRetained(e)) {
        throw GcsErrors.of(path, e, RIGHT);
      }
      return e.getStatusCode() == NOT_FOUND;
    } catch (IOException e) {
      throw GcsErrors.noAnswer(client.getBaseUrl(), e);
    }
  }
}

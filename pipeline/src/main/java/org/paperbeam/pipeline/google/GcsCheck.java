package org.paperbeam.pipeline.google;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.StorageObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.options.UsageException;

/**
 * A look at the places of a run before it starts, so that a missing bucket, right or credential is
 * one line within seconds, and not the end of a run that was paid for. Leaves nothing behind, and
 * asks nothing when no place is on Google Cloud Storage.
 */
public final class GcsCheck {
  private static final String NAME = ".paperbeam-looks-whether-it-may-write";
  private static final int SECONDS_FOR_ALL = 7;
  private static final int MILLIS_A_REQUEST = 2500;
  private static final int TOO_MANY = 429;
  private static final int NOT_FOUND = 404;

  private final PipelineOptions options;

  /** For the options that the run's file systems will have. */
  public GcsCheck(PipelineOptions options) {
    this.options = options;
  }

  /** What is asked about a place. */
  @FunctionalInterface
  private interface Question {
    void ask(Storage client, GcsPath place) throws IOException;
  }

  /** A question, and the right without which it is refused. */
  private record Probe(String right, Question question) {}

  private static final Probe READ =
      new Probe(
          "storage.objects.get",
          (client, place) -> client.objects().get(place.bucket(), place.object()).execute());
  private static final Probe LIST = new Probe("storage.objects.list", GcsCheck::list);
  private static final Probe WRITE = new Probe("storage.objects.create", GcsCheck::startUpload);
  private static final Probe DELETE =
      new Probe(
          "storage.objects.delete",
          (client, place) ->
              client.objects().delete(place.bucket(), place.object() + NAME).execute());

  /** Whether a file can be read; that it is missing is its reader's to say. */
  public void file(String option, String path) {
    look(option, path, READ);
  }

  /** Whether the files of a pattern can be listed, or a single file read. */
  public void pattern(String option, String path) {
    String literal = path.replaceFirst("[*?\\[{].*", "");
    look(option, literal, literal.equals(path) ? READ : LIST);
  }

  /** Whether the files of a folder can be listed, written, replaced and deleted. */
  public void folder(String option, String path) {
    look(option, path + "/", LIST, WRITE, DELETE);
  }

  private static void list(Storage client, GcsPath place) throws IOException {
    client
        .objects()
        .list(place.bucket())
        .setPrefix(place.object())
        .setMaxResults(1L)
        .setFields("items(name)")
        .execute();
  }

  /** An upload that is begun shows the right to write; one that is never ended makes no object. */
  private static void startUpload(Storage client, GcsPath place) throws IOException {
    GenericUrl url =
        client
            .objects()
            .insert(
                place.bucket(),
                new StorageObject(),
                new ByteArrayContent("text/plain", new byte[0]))
            .setName(place.object() + NAME)
            .buildHttpRequestUrl();
    url.set("uploadType", "resumable");
    HttpRequest start = client.getRequestFactory().buildPostRequest(url, new EmptyContent());
    start.setThrowExceptionOnExecuteError(false);
    HttpResponse response = start.execute();
    if (!response.isSuccessStatusCode()) {
      throw GoogleJsonResponseException.from(client.getJsonFactory(), response);
    }
    String session = response.getHeaders().getLocation();
    response.disconnect();
    if (session != null) {
      HttpRequest cancel = client.getRequestFactory().buildDeleteRequest(new GenericUrl(session));
      // Success is status 499, and a session that stays open ends by itself.
      cancel.setThrowExceptionOnExecuteError(false);
      cancel.execute().disconnect();
    }
  }

  private void look(String option, String path, Probe... probes) {
    if (!GcsPath.isOne(path)) {
      return;
    }
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread daemon = new Thread(task, "look at " + path);
              daemon.setDaemon(true);
              return daemon;
            });
    try {
      thread
          .submit(
              () -> {
                GcsPath place = GcsPath.of(path);
                for (Probe probe : probes) {
                  ask(option, place, probe);
                }
                return null;
              })
          .get(SECONDS_FOR_ALL, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw failure(
          option + ": no answer about " + path + " in " + SECONDS_FOR_ALL + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new UsageException(option + ": " + e.getCause().getMessage(), e.getCause());
    } finally {
      thread.shutdownNow();
    }
  }

  private void ask(String option, GcsPath place, Probe probe) throws IOException {
    Storage client = GcsClients.hasty(options.as(GcsOptions.class), MILLIS_A_REQUEST);
    for (boolean again : new boolean[] {true, false}) {
      try {
        probe.question().ask(client, place);
        return;
      } catch (HttpResponseException e) {
        if (isRefusal(e)) {
          throw GcsErrors.of(place, e, probe.right());
        }
        return;
      } catch (IOException e) {
        IOException line = GcsErrors.noAnswer(client.getBaseUrl(), e);
        if (RefusedCredential.line(e).isPresent()) {
          throw line;
        }
        if (!again) {
          throw failure(option + ": " + line.getMessage(), e);
        }
      }
    }
  }

  /** No fault of the options: the command fails. */
  private static UncheckedIOException failure(String line, Exception cause) {
    return new UncheckedIOException(new IOException(line, cause));
  }

  /** A busy service is the run's to wait for, and an object need not be there. */
  private static boolean isRefusal(HttpResponseException e) {
    int status = e.getStatusCode();
    boolean noObject =
        status == NOT_FOUND && String.valueOf(e.getMessage()).contains("No such object");
    return status / 100 == 4 && status != TOO_MANY && !noObject;
  }
}

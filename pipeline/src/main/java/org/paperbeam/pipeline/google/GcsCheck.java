package org.paperbeam.pipeline.google;

import com.google.cloud.ReadChannel;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
  private static final int CONDITION_NOT_MET = 412;

  /** Generations are microseconds since 1970: no object has this one. */
  private static final long NO_GENERATION = 1;

  private final PipelineOptions options;

  /** For the options that the run's file systems will have. */
  public GcsCheck(PipelineOptions options) {
    this.options = options;
  }

  /** What is asked about a place. */
  @FunctionalInterface
  private interface Question {
    void ask(Storage client, GcsPath place);
  }

  /** A question, and the right without which it is refused. */
  private record Probe(String right, Question question) {}

  private static final Probe READ = new Probe("storage.objects.get", GcsCheck::read);
  private static final Probe LIST = new Probe("storage.objects.list", GcsCheck::list);
  private static final Probe WRITE = new Probe("storage.objects.create", GcsCheck::write);
  private static final Probe DELETE =
      new Probe(
          "storage.objects.delete",
          (client, place) -> client.delete(place.bucket(), place.object() + NAME));

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

  /** Of an object's first byte: its metadata are the same null for no bucket as for no object. */
  private static void read(Storage client, GcsPath place) {
    try (ReadChannel in = client.reader(place.id())) {
      in.limit(1);
      in.read(ByteBuffer.allocate(1));
    } catch (IOException e) {
      throw e.getCause() instanceof StorageException told ? told : new StorageException(e);
    }
  }

  private static void list(Storage client, GcsPath place) {
    client.list(
        place.bucket(),
        BlobListOption.prefix(place.object()),
        BlobListOption.pageSize(1),
        BlobListOption.fields(BlobField.NAME));
  }

  /** A write under a condition that cannot hold shows the right to write, and makes no object. */
  private static void write(Storage client, GcsPath place) {
    client.create(
        BlobInfo.newBuilder(place.bucket(), place.object() + NAME).build(),
        new byte[0],
        BlobTargetOption.generationMatch(NO_GENERATION));
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
    GcsErrors errors = new GcsErrors(client);
    for (boolean again : new boolean[] {true, false}) {
      try {
        probe.question().ask(client, place);
        return;
      } catch (StorageException e) {
        if (!GcsErrors.isNoAnswer(e)) {
          if (isRefusal(e)) {
            throw errors.of(place, e, probe.right());
          }
          return;
        }
        IOException line = errors.of(place, e, probe.right());
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
  private static boolean isRefusal(StorageException e) {
    int status = e.getCode();
    boolean noObject =
        status == NOT_FOUND && String.valueOf(GcsErrors.message(e)).contains("No such object");
    return status / 100 == 4 && status != TOO_MANY && status != CONDITION_NOT_MET && !noObject;
  }
}

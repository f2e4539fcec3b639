package org.paperbeam.batch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.Call;
import org.paperbeam.calls.CallClock;
import org.paperbeam.hash.Sha256;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.OpenBatch;
import org.paperbeam.ledger.OpenBatches;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.BatchJob;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches to the service so that none is lost or made twice: upload (free), a file in the
 * ledger that says what is meant, the batch itself, its id in the file. Whatever breaks off in
 * between is found again by the name in the batch's metadata.
 */
final class BatchSender {
  private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);

  /** The metadata that holds {@link OpenBatch#name}. */
  static final String NAME = "paperbeam_batch";

  private static final String CONTENT = "content_sha256";

  /** How far the service's clock may be from ours. */
  /** A hundred batches a page, and those of a day or two are looked at. */
  static final int MOST_PAGES = 500;

  private static final Duration CLOCKS = Duration.ofDays(1);

  private final BatchSettings settings;
  private final BatchApi api;
  private final OpenBatches batches;
  private final CallClock clock;
  private final Set<String> surelyCreated = new HashSet<>();

  /** A call with its line, not sent yet. */
  @SuppressWarnings("ArrayRecordComponent") // One call has one line: the same array.
  record Collected(Call call, BatchedRequest request, byte[] line) {}

  BatchSender(BatchSettings settings, BatchApi api, CallClock clock) {
    this.settings = settings;
    this.api = api;
    this.batches = settings.ledger().batches();
    this.clock = clock;
  }

  /**
   * Sends a batch. It comes without the service's id when nobody knows whether it was created; see
   * {@link #find}. Empty when another run has just asked the same, and nothing was sent.
   *
   * @throws BatchException when the service refused it, and nothing was sent
   */
  Optional<OpenBatch> send(List<Collected> chunk)
      throws BatchException, IOException, InterruptedException {
    String name = settings.runId() + "-" + UUID.randomUUID().toString().substring(0, 8);
    Set<String> before = Set.copyOf(batches.names());
    List<byte[]> lines = chunk.stream().map(Collected::line).toList();
    String file = api.upload("paperbeam-" + name, lines);
    OpenBatch intent =
        new OpenBatch(
            name,
            settings.runId(),
            settings.llm().url(),
            settings.llm().model(),
            Sha256.of(lines.toArray(byte[][]::new)),
            clock.now().truncatedTo(ChronoUnit.SECONDS),
            file,
            null,
            chunk.stream().map(Collected::request).toList());
    batches.write(intent);
    if (isAskedElsewhere(intent, before)) {
      forget(intent);
      return Optional.empty();
    }
    try {
      BatchJob job = api.create(file, Map.of(NAME, name, CONTENT, intent.contentSha256()));
      OpenBatch created = intent.withBatchId(job.id());
      batches.write(created);
      return Optional.of(created);
    } catch (BatchException e) {
      Kind kind = e.failure().kind();
      if (e.isDone()) {
        surelyCreated.add(name);
      }
      if (e.isDone() || kind == Kind.LOST || kind == Kind.TRANSIENT) {
        return Optional.of(intent);
      }
      forget(intent);
      throw e;
    }
  }

  /** Whether another run began to ask one of the questions since; then the first one asks. */
  private boolean isAskedElsewhere(OpenBatch mine, Set<String> before) throws IOException {
    Set<String> ids =
        mine.requests().stream().map(BatchedRequest::customId).collect(Collectors.toSet());
    for (String name : batches.names()) {
      if (before.contains(name) || name.equals(mine.name())) {
        continue;
      }
      OpenBatch other = batches.read(name).orElse(null);
      if (other != null
          && other.url().equals(mine.url())
          && (other.batchId() != null || name.compareTo(mine.name()) < 0)
          && other.requests().stream().anyMatch(r -> ids.contains(r.customId()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the service said that it created that batch, in an answer without its id. */
  boolean isSurelyCreated(OpenBatch batch) {
    return surelyCreated.contains(batch.name());
  }

  /** The service's batch of that name, and its id in the ledger; empty when there is none. */
  Optional<OpenBatch> find(OpenBatch intent)
      throws BatchException, IOException, InterruptedException {
    Instant oldest = intent.intended().minus(CLOCKS);
    @Nullable String after = null;
    @Nullable String sameFile = null;
    for (int pages = 0; ; pages++) {
      BatchApi.Page page = api.list(after);
      for (BatchJob job : page.jobs()) {
        if (intent.name().equals(job.metadata().get(NAME))) {
          return Optional.of(found(intent, job.id()));
        }
        if (job.metadata().isEmpty() && intent.inputFileId().equals(job.inputFileId())) {
          sameFile = job.id();
        }
      }
      boolean last = !page.hasMore() || page.jobs().isEmpty();
      BatchJob oldestShown = last ? null : page.jobs().get(page.jobs().size() - 1);
      if (oldestShown == null || oldestShown.created().isBefore(oldest)) {
        // Not every service gives the metadata back; the uploaded file is this batch's alone.
        return sameFile == null ? Optional.empty() : Optional.of(found(intent, sameFile));
      }
      if (pages >= MOST_PAGES || oldestShown.id().equals(after)) {
        throw new IOException(
            "the LLM's service names ever more batches and none that is old enough to stop at");
      }
      after = oldestShown.id();
    }
  }

  private OpenBatch found(OpenBatch intent, String id) throws IOException {
    OpenBatch found = intent.withBatchId(id);
    batches.write(found);
    return found;
  }

  /** Removes what is not needed any more: the uploaded file, and last of all ours of the batch. */
  void forget(OpenBatch batch) throws IOException, InterruptedException {
    try {
      api.delete(batch.inputFileId());
    } catch (BatchException unneeded) {
      // A service that keeps it deletes it by itself after a while; nothing depends on it.
      LOG.debug("{} was not deleted: {}", batch.inputFileId(), unneeded.getMessage());
    }
    batches.remove(batch.name());
  }
}

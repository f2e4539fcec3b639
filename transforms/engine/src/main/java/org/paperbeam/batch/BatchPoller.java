package org.paperbeam.batch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.paperbeam.calls.CallClock;
import org.paperbeam.ledger.OpenBatch;
import org.paperbeam.ledger.OpenBatches;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.BatchJob;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Kind;

/**
 * Looks at the batches that are open, until each has ended: has their answers fetched, finds those
 * of which nobody knows whether they were created, and deals with those that the service did not
 * take. Used by the lane's thread.
 */
final class BatchPoller {
  /** What was meant so long ago, and never created, nobody will create any more. */
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  /** A batch lasts a day at the most: one that is unknown so long after it was meant is over. */
  private static final Duration SURELY_OVER = Duration.ofDays(2);

  /** Looks in a row after which another one will not make things clear. */
  private static final int LOOKS = 3;

  /** A service may know a new batch, or show its files, only after a while. */
  private static final long SETTLED = TimeUnit.SECONDS.toNanos(30);

  private static final long LONG_ENOUGH = TimeUnit.SECONDS.toNanos(40);

  private final BatchApi api;
  private final OpenBatches batches;
  private final CallClock clock;
  private final BatchSender sender;
  private final BatchFetcher fetcher;
  private final PendingBatches pending;
  private final BatchMessages messages;
  private final long interval;
  private long nextLook;

  BatchPoller(
      BatchSettings settings,
      BatchApi api,
      BatchSender sender,
      BatchFetcher fetcher,
      PendingBatches pending,
      BatchMessages messages,
      CallClock clock) {
    this.api = api;
    this.batches = settings.ledger().batches();
    this.clock = clock;
    this.sender = sender;
    this.fetcher = fetcher;
    this.pending = pending;
    this.messages = messages;
    this.interval = TimeUnit.SECONDS.toNanos(settings.batch().pollSeconds());
    this.nextLook = clock.nanoTime();
  }

  /** When the next look is due, in nanoseconds of the lane's clock. */
  long nextLook() {
    return nextLook;
  }

  /** There is something new to look at. */
  void lookSoon() {
    nextLook = clock.nanoTime();
  }

  /** Looks once at every batch that is awaited, and at the others once in all. */
  void look() throws IOException, InterruptedException {
    nextLook = clock.nanoTime() + interval;
    for (PendingBatch batch : pending.open()) {
      if (!batch.firstLook() && !batch.isAwaited()) {
        continue;
      }
      try {
        lookAt(batch);
      } catch (BatchException e) {
        if (e.isUnknown()) {
          unknown(batch, e.failure().detail());
        } else if (!batch.isAwaited()) {
          messages.troubled(batch.id() + " could not be looked at", e.failure().detail(), nextLook);
        } else {
          pending.trouble(e, batch.title() + " could not be looked at");
        }
      }
    }
  }

  /**
   * The service does not know a batch, or a file of one. Asking again at once could pay twice: it
   * may know it a moment later.
   */
  private void unknown(PendingBatch batch, String detail) throws IOException, InterruptedException {
    if (batch.open().intended().isBefore(clock.now().minus(SURELY_OVER))) {
      messages.unknown(batch);
      pending.close(batch, ChatOutcome.failed(Kind.NOT_MADE, detail));
    } else {
      notClear(batch, "is not known to the service, or its files are not: " + detail, LONG_ENOUGH);
    }
  }

  /** Looks again later, and for so long; a batch that no call waits for costs no more looks. */
  private void notClear(PendingBatch batch, String what, long nanos) {
    messages.doubtful(batch, what, clock.nanoTime());
    if (batch.isAwaited() && batch.doubted(clock.nanoTime(), LOOKS, nanos)) {
      pending.cannotTell(batch, what);
    }
  }

  private void lookAt(PendingBatch batch) throws BatchException, IOException, InterruptedException {
    if (batch.open().batchId() == null && !isFound(batch)) {
      return;
    }
    BatchJob job = api.get(batch.open().batchId());
    pending.heard();
    if (job.isNotTaken()) {
      notTaken(batch, job);
    } else if (job.hasEnded() && job.hidesItsAnswers()) {
      notClear(batch, "is " + job.status() + " and shows no file of answers", LONG_ENOUGH);
    } else if (job.hasEnded()) {
      fetch(batch, job);
    } else if (job.expires() != null && clock.now().isAfter(job.expires())) {
      notClear(batch, "is past its end (" + job.expires() + ") and still " + job.status(), 0);
    } else {
      batch.seen();
      messages.progress(batch, job, clock.nanoTime());
    }
  }

  /** Takes its answers; those that cannot be all are looked at again, for it was not said so. */
  private void fetch(PendingBatch batch, BatchJob job)
      throws BatchException, IOException, InterruptedException {
    boolean old = batch.open().intended().isBefore(clock.now().minus(SURELY_OVER));
    BatchFetcher.Result result = fetcher.fetch(batch, job, old);
    if (result == BatchFetcher.Result.ODD) {
      notClear(
          batch,
          "is %s, and its files hold other answers than it counts".formatted(job.status()),
          LONG_ENOUGH);
    } else {
      messages.ended(batch, job);
      pending.fetched(batch, result == BatchFetcher.Result.SAFE);
    }
  }

  /** Looks a few times for a batch of which nobody knows whether it was created. */
  private boolean isFound(PendingBatch batch)
      throws BatchException, IOException, InterruptedException {
    OpenBatch now = batches.read(batch.open().name()).orElse(null);
    if (now != null && now.batchId() == null) {
      now = sender.find(now).orElse(now);
    }
    if (now != null && now.batchId() != null) {
      batch.open(now);
      batch.seen();
      return true;
    }
    boolean old =
        batch.open().intended().isBefore(clock.now().minus(FORGOTTEN)) && !batch.isAwaited();
    if (sender.isSurelyCreated(batch.open()) && now != null && !old) {
      notClear(batch, "was created, and the service shows none of its name", LONG_ENOUGH);
    } else if (now == null || old || batch.doubted(clock.nanoTime(), 1, SETTLED)) {
      pending.close(batch, ChatOutcome.failed(Kind.NOT_MADE, "the batch was never created"));
    }
    return false;
  }

  /** The service did not take the file: nothing of it was asked, and nothing is billed. */
  private void notTaken(PendingBatch batch, BatchJob job) throws IOException, InterruptedException {
    BatchErrors errors = new BatchErrors(job.errors());
    String detail = "%s was not taken: %s".formatted(batch.title(), errors.detail());
    messages.tell(detail);
    List<Integer> lines = errors.lines();
    if (!batch.isAwaited()) {
      pending.close(batch, ChatOutcome.failed(Kind.NOT_MADE, detail));
    } else if (errors.isTooMuchQueued()) {
      pending.tooMuchWaits();
      // One request that is too much is an attempt, so that it does not go on for ever.
      Kind kind = batch.requests().size() == 1 ? Kind.TRANSIENT : Kind.NOT_MADE;
      pending.close(batch, ChatOutcome.failed(kind, detail));
    } else if (errors.isFatal() || lines.isEmpty() || lines.size() * 2 > batch.requests().size()) {
      pending.closeAndFail(batch, ChatOutcome.failed(Kind.FATAL, detail).because(errors.why()));
    } else {
      reject(batch, lines, errors.detail());
      pending.close(batch, ChatOutcome.failed(Kind.NOT_MADE, detail));
    }
  }

  /** Lines that the service names, counted from 1, are its reason not to take the others. */
  private void reject(PendingBatch batch, List<Integer> lines, String detail) {
    List<String> ids = List.copyOf(batch.requests().keySet());
    for (int line : lines) {
      if (line <= ids.size()) {
        batch
            .take(ids.get(line - 1))
            .forEach(call -> pending.end(call, ChatOutcome.failed(Kind.REJECTED, detail)));
      }
    }
  }
}

package org.paperbeam.score;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
final class BatchWatch {
  /** What was meant so long ago, and never created, nobody will create any more. */
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final BatchApi api;
  private final OpenBatches batches;
  private final LanePace pace;
  private final BatchSender sender;
  private final BatchHarvest harvest;
  private final BatchBook book;
  private final BatchNews news;
  private final long interval;
  private long nextLook;

  BatchWatch(
      ScoreConfig config,
      LaneResources resources,
      BatchHarvest harvest,
      BatchBook book,
      BatchNews news) {
    this.api = resources.batches().api();
    this.batches = config.getLedger().batches();
    this.pace = resources.pace();
    this.sender = new BatchSender(config, api, pace);
    this.harvest = harvest;
    this.book = book;
    this.news = news;
    this.interval = TimeUnit.SECONDS.toNanos(config.getBatch().pollSeconds());
    this.nextLook = pace.nanoTime();
  }

  /** When the next look is due, in nanoseconds of the lane's clock. */
  long nextLook() {
    return nextLook;
  }

  /** There is something new to look at. */
  void lookSoon() {
    nextLook = pace.nanoTime();
  }

  /** Looks once at every batch that is awaited, and at the others once in all. */
  void look() throws IOException, InterruptedException {
    nextLook = pace.nanoTime() + interval;
    for (DeskBatch batch : book.open()) {
      if (!batch.firstLook() && !batch.isAwaited()) {
        continue;
      }
      try {
        lookAt(batch);
      } catch (BatchException e) {
        if (e.isUnknown()) {
          news.unknown(batch);
          book.close(batch, ChatOutcome.failed(Kind.NOT_MADE, e.failure().detail()));
        } else if (!batch.isAwaited()) {
          news.troubled(batch.id() + " could not be looked at", e.failure().detail(), nextLook);
        } else {
          book.trouble(e, batch.title() + " could not be looked at");
        }
      }
    }
  }

  private void lookAt(DeskBatch batch) throws BatchException, IOException, InterruptedException {
    if (batch.open().batchId() == null && !isFound(batch)) {
      return;
    }
    BatchJob job = api.get(batch.open().batchId());
    book.heard();
    if (job.isNotTaken()) {
      notTaken(batch, job);
    } else if (job.hasEnded()) {
      news.ended(batch, job);
      book.fetched(batch, harvest.fetch(batch, job));
    } else {
      news.progress(batch, job, pace.nanoTime());
    }
  }

  /** Looks twice for a batch of which nobody knows whether it was created. */
  private boolean isFound(DeskBatch batch)
      throws BatchException, IOException, InterruptedException {
    OpenBatch now = batches.read(batch.open().name()).orElse(null);
    if (now != null && now.batchId() == null) {
      now = sender.find(now).orElse(now);
    }
    if (now != null && now.batchId() != null) {
      batch.open(now);
      return true;
    }
    boolean old =
        batch.open().intended().isBefore(pace.now().minus(FORGOTTEN)) && !batch.isAwaited();
    if (now == null || old || batch.missed() > 1) {
      book.close(batch, ChatOutcome.failed(Kind.NOT_MADE, "the batch was never created"));
    }
    return false;
  }

  /** The service did not take the file: nothing of it was asked, and nothing is billed. */
  private void notTaken(DeskBatch batch, BatchJob job) throws IOException, InterruptedException {
    BatchErrors errors = new BatchErrors(job.errors());
    String detail = "%s was not taken: %s".formatted(batch.title(), errors.detail());
    news.tell(detail);
    List<Integer> lines = errors.lines();
    if (!batch.isAwaited()) {
      book.close(batch, ChatOutcome.failed(Kind.NOT_MADE, detail));
    } else if (errors.isTooMuchQueued()) {
      book.tooMuchWaits();
      // One request that is too much is an attempt, so that it does not go on for ever.
      Kind kind = batch.requests().size() == 1 ? Kind.TRANSIENT : Kind.NOT_MADE;
      book.close(batch, ChatOutcome.failed(kind, detail));
    } else if (errors.isFatal() || lines.isEmpty() || lines.size() * 2 > batch.requests().size()) {
      book.closeAndFail(batch, ChatOutcome.failed(Kind.FATAL, detail).because(errors.why()));
    } else {
      reject(batch, lines, errors.detail());
      book.close(batch, ChatOutcome.failed(Kind.NOT_MADE, detail));
    }
  }

  /** Lines that the service names, counted from 1, are its reason not to take the others. */
  private void reject(DeskBatch batch, List<Integer> lines, String detail) {
    List<String> ids = List.copyOf(batch.requests().keySet());
    for (int line : lines) {
      if (line <= ids.size()) {
        batch
            .take(ids.get(line - 1))
            .forEach(call -> book.end(call, ChatOutcome.failed(Kind.REJECTED, detail)));
      }
    }
  }
}

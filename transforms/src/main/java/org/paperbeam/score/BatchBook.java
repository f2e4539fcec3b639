package org.paperbeam.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.OpenBatch;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.score.Completion.Call;

/**
 * The batches that are open at the service, and the calls of this run that wait in them or for the
 * next one. What ends without an answer ends here: every call is heard of once. Used by the lane's
 * thread.
 */
final class BatchBook {
  private final BatchQueue queue;
  private final BatchSender sender;
  private final BatchNews news;
  private final LanePace pace;
  private final BlockingQueue<Completion> completions;
  private final List<DeskBatch> open = new ArrayList<>();
  private final Map<String, OpenRequest> byKey = new HashMap<>();
  private final Silence silence = new Silence();
  private int numbers;

  BatchBook(
      BatchQueue queue,
      BatchSender sender,
      BatchNews news,
      LanePace pace,
      BlockingQueue<Completion> completions) {
    this.queue = queue;
    this.sender = sender;
    this.news = news;
    this.pace = pace;
    this.completions = completions;
  }

  /** A request of an open batch, and the batch. */
  record OpenRequest(DeskBatch batch, BatchedRequest request) {}

  /** Enters a batch that is open. */
  DeskBatch add(OpenBatch batch) {
    DeskBatch desk = new DeskBatch(++numbers, batch);
    open.add(desk);
    return desk;
  }

  /** Enters a batch of an earlier run, whose questions may come up in this one. */
  void addEarlier(OpenBatch batch) {
    DeskBatch desk = add(batch);
    for (BatchedRequest request : batch.requests()) {
      OpenRequest at = new OpenRequest(desk, request);
      request.papers().forEach(paper -> byKey.put(paper.getKey(), at));
    }
  }

  /** Enters another run's batch if it asks what waits for the next one: that waits there then. */
  void join(OpenBatch other) {
    DeskBatch desk = new DeskBatch(numbers + 1, other);
    queue.moveTo(desk);
    if (desk.isAwaited()) {
      numbers++;
      open.add(desk);
      news.adopted(desk);
    }
  }

  /** The request of an open batch that asks that question; null when none does. */
  @Nullable OpenRequest requestFor(String key) {
    OpenRequest at = byKey.get(key);
    return at != null && open.contains(at.batch()) ? at : null;
  }

  List<DeskBatch> open() {
    return List.copyOf(open);
  }

  Set<String> names() {
    Set<String> names = new HashSet<>();
    open.forEach(desk -> names.add(desk.open().name()));
    return names;
  }

  /** Whether a call of this run waits for an open batch. */
  boolean isAwaited() {
    return open.stream().anyMatch(DeskBatch::isAwaited);
  }

  /** Prompt tokens that wait at the service for this run. */
  long openTokens() {
    return open.stream().filter(DeskBatch::isAwaited).mapToLong(DeskBatch::promptTokens).sum();
  }

  /** The service refused to let as many tokens wait as wait now: less goes out, and later. */
  void tooMuchWaits() {
    queue.refused(openTokens());
    queue.waitAPoll(pace.nanoTime());
  }

  /** Ends a batch whose answers were fetched; it stays in the ledger unless all are safe there. */
  void fetched(DeskBatch batch, boolean safe) throws IOException, InterruptedException {
    if (safe) {
      sender.forget(batch.open());
    }
    open.remove(batch);
  }

  /** Ends a batch that gives nothing more. */
  void close(DeskBatch batch, Failed why) throws IOException, InterruptedException {
    open.remove(batch);
    sender.forget(batch.open());
    batch.takeAll().forEach(call -> end(call, why));
  }

  /** Ends a batch that no other would get past, and with it the run. */
  void closeAndFail(DeskBatch batch, Failed why) throws IOException, InterruptedException {
    open.remove(batch);
    sender.forget(batch.open());
    List<Call> waiting = new ArrayList<>(batch.takeAll());
    waiting.addAll(takeAll());
    fail(why, waiting);
  }

  void end(Call call, ChatOutcome outcome) {
    completions.add(new Completion(call, outcome, null, null));
  }

  /** The service has answered. */
  void heard() {
    silence.broken();
  }

  /** An error that may pass: what is open stays open, and is looked at again. */
  void trouble(BatchException e, String what) {
    if (e.isFatal()) {
      fail(e.failure());
      return;
    }
    long now = pace.nanoTime();
    long minutes = silence.tooLong(isAwaited(), now);
    if (minutes > 0) {
      String detail = "has been out of reach for %d minutes: ".formatted(minutes);
      fail(
          ChatOutcome.failed(Kind.FATAL, detail + e.failure().detail()).because(e.failure().why()));
      return;
    }
    news.troubled(what, e.failure().detail(), now);
  }

  /** Ends the run: one call says why, and what is open stays so for the next run. */
  void fail(Failed why) {
    fail(why, takeAll());
  }

  private void fail(Failed why, List<Call> waiting) {
    for (int i = 0; i < waiting.size(); i++) {
      end(waiting.get(i), i == 0 ? why : ChatOutcome.failed(Kind.NOT_MADE, why.detail()));
    }
  }

  /** Gives up waiting, because the lane must end; what is open stays so for the next run. */
  void abandon() {
    takeAll().forEach(call -> end(call, ChatOutcome.failed(Kind.NOT_MADE, "the run ends")));
  }

  private List<Call> takeAll() {
    List<Call> waiting = new ArrayList<>();
    for (DeskBatch batch : open) {
      if (batch.isAwaited()) {
        news.staysOpen(batch);
      }
      waiting.addAll(batch.takeAll());
    }
    waiting.addAll(queue.takeAll());
    return waiting;
  }
}

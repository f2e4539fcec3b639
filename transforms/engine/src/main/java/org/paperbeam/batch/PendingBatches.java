package org.paperbeam.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.Call;
import org.paperbeam.calls.CallChannel;
import org.paperbeam.calls.CallClock;
import org.paperbeam.calls.CallEnd;
import org.paperbeam.calls.CallEnds;
import org.paperbeam.calls.EarlierCall;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.OpenBatch;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.prompt.Stage;

/**
 * The batches that are open at the service, and the calls of this run that wait in them or for the
 * next one. What ends without an answer ends here: every call is heard of once. Used by the lane's
 * thread.
 */
final class PendingBatches {
  private final BatchQueue queue;
  private final BatchSender sender;
  private final BatchMessages messages;
  private final CallClock clock;
  private final CallEnds ends;
  private final List<PendingBatch> open = new ArrayList<>();
  private final Map<String, OpenRequest> byKey = new HashMap<>();
  private final OutageTimer outage = new OutageTimer();
  private int numbers;

  PendingBatches(
      BatchQueue queue, BatchSender sender, BatchMessages messages, CallChannel channel) {
    this.queue = queue;
    this.sender = sender;
    this.messages = messages;
    this.clock = channel.clock();
    this.ends = channel.ends();
  }

  /** A request of an open batch, and the batch. */
  record OpenRequest(PendingBatch batch, BatchedRequest request) implements EarlierCall {
    @Override
    public Stage stage() {
      return request.stage().equals(Stage.TITLES.label()) ? Stage.TITLES : Stage.SCORES;
    }

    @Override
    public String promptSha256() {
      return request.promptSha256();
    }

    @Override
    public int promptTokens() {
      return request.promptTokens();
    }

    @Override
    public long mostMicroUsd() {
      return request.mostMicroUsd();
    }
  }

  /** Enters a batch that is open. */
  PendingBatch add(OpenBatch batch) {
    PendingBatch waiting = new PendingBatch(++numbers, batch);
    open.add(waiting);
    return waiting;
  }

  /** Enters a batch of an earlier run, whose questions may come up in this one. */
  void addEarlier(OpenBatch batch) {
    PendingBatch waiting = add(batch);
    for (BatchedRequest request : batch.requests()) {
      OpenRequest at = new OpenRequest(waiting, request);
      request.papers().forEach(paper -> byKey.put(paper.getKey(), at));
    }
  }

  /** Enters another run's batch if it asks what waits for the next one: that waits there then. */
  void join(OpenBatch other) {
    PendingBatch waiting = new PendingBatch(numbers + 1, other);
    queue.moveTo(waiting);
    if (waiting.isAwaited()) {
      numbers++;
      open.add(waiting);
      messages.adopted(waiting);
    }
  }

  /** The request of an open batch that asks that question; null when none does. */
  @Nullable OpenRequest requestFor(String key) {
    OpenRequest at = byKey.get(key);
    return at != null && open.contains(at.batch()) ? at : null;
  }

  List<PendingBatch> open() {
    return List.copyOf(open);
  }

  Set<String> names() {
    Set<String> names = new HashSet<>();
    open.forEach(waiting -> names.add(waiting.open().name()));
    return names;
  }

  /** Whether a call of this run waits for an open batch. */
  boolean isAwaited() {
    return open.stream().anyMatch(PendingBatch::isAwaited);
  }

  /** Prompt tokens that wait at the service for this run. */
  long openTokens() {
    return open.stream()
        .filter(PendingBatch::isAwaited)
        .mapToLong(PendingBatch::promptTokens)
        .sum();
  }

  /** The service refused to let as many tokens wait as wait now: less goes out, and later. */
  void tooMuchWaits() {
    queue.refused(openTokens());
    queue.waitAPoll(clock.nanoTime());
  }

  /** Ends a batch whose answers were fetched; it stays in the ledger unless all are safe there. */
  void fetched(PendingBatch batch, boolean safe) throws IOException, InterruptedException {
    if (safe) {
      sender.forget(batch.open());
    }
    open.remove(batch);
  }

  /** Ends a batch that gives nothing more. */
  void close(PendingBatch batch, Failed why) throws IOException, InterruptedException {
    open.remove(batch);
    sender.forget(batch.open());
    batch.takeAll().forEach(call -> end(call, why));
  }

  /** Ends a batch that no other would get past, and with it the run. */
  void closeAndFail(PendingBatch batch, Failed why) throws IOException, InterruptedException {
    open.remove(batch);
    sender.forget(batch.open());
    List<Call> waiting = new ArrayList<>(batch.takeAll());
    waiting.addAll(takeAll());
    fail(why, waiting);
  }

  void end(Call call, ChatOutcome outcome) {
    ends.add(CallEnd.without(call, outcome));
  }

  /**
   * Ends the run, and keeps what is open: nobody can tell whether a batch is over, and to ask its
   * questions again may pay for them twice.
   */
  void cannotTell(PendingBatch batch, String what) {
    fail(
        ChatOutcome.failed(
                Kind.FATAL,
                "%s (%s) %s; it is kept, and the same command looks at it again"
                    .formatted(batch.title(), batch.id(), what))
            .because(FailureKind.BROKEN));
  }

  /** The service has answered. */
  void heard() {
    outage.ended();
  }

  /** An error that may pass: what is open stays open, and is looked at again. */
  void trouble(BatchException e, String what) {
    if (e.isFatal()) {
      fail(e.failure());
      return;
    }
    long now = clock.nanoTime();
    long minutes = outage.tooLong(isAwaited(), now);
    if (minutes > 0) {
      String detail = "has been out of reach for %d minutes: ".formatted(minutes);
      fail(
          ChatOutcome.failed(Kind.FATAL, detail + e.failure().detail()).because(e.failure().why()));
      return;
    }
    messages.troubled(what, e.failure().detail(), now);
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
    for (PendingBatch batch : open) {
      if (batch.isAwaited()) {
        messages.staysOpen(batch);
      }
      waiting.addAll(batch.takeAll());
    }
    waiting.addAll(queue.takeAll());
    return waiting;
  }
}

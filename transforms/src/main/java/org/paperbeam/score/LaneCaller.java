package org.paperbeam.score;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.score.BatchBook.OpenRequest;
import org.paperbeam.score.CallWriter.Written;
import org.paperbeam.score.Completion.Call;

/**
 * Makes the lane's calls, one by one or through the Batch API, within rate and budget. Its methods
 * are called by the lane's thread.
 */
final class LaneCaller {
  private final ScoreConfig config;
  private final LanePace pace;
  private final CallWriter writer;
  private final LaneLimits limits;
  private final OnlineCalls online;
  private final @Nullable BatchDesk desk;

  LaneCaller(
      ScoreConfig config,
      Prompts prompts,
      LaneResources resources,
      BlockingQueue<Completion> completions,
      LaneOutput out) {
    this.config = config;
    this.pace = resources.pace();
    Estimates estimates = new Estimates(config.getLlm().model());
    this.writer =
        new CallWriter(prompts, estimates, resources.client().quirks(), config.priceAsked());
    this.limits = new LaneLimits(config, pace, estimates);
    this.online = new OnlineCalls(config, prompts, resources, completions);
    this.desk =
        resources.batches() == null
            ? null
            : new BatchDesk(config, prompts, resources, completions, out);
  }

  private boolean isBatch() {
    return desk != null && config.getBatch().on();
  }

  /** Finds what earlier runs left open. To be called first. */
  void open() throws IOException {
    if (desk != null) {
      desk.open();
    }
  }

  /** Whether another call may start beside so many. */
  boolean mayStart(int inFlight) {
    return isBatch() ? !desk.isFull() : inFlight < config.getLimits().maxInFlight();
  }

  /**
   * Whether another day is to be opened. Enough calls must be ready that the quota is never idle,
   * but not a year of papers; a batch takes what there is, so that no day waits for another.
   */
  boolean hasRoom(int ready) {
    return isBatch() || ready < 2 * config.getLimits().maxInFlight();
  }

  /** Nanoseconds until the limits allow that call; 0 for now. */
  long delay(LaneTask task) {
    return isBatch() ? 0 : limits.delay(writer.write(task).likelyTokens());
  }

  /**
   * Starts the call; false when the budget forbids it. The other limits must have been asked
   * before.
   */
  boolean start(LaneTask task) {
    Written written = writer.write(task);
    writer.forget();
    if (!limits.reserve(written.mostMicroUsd())) {
      return false;
    }
    task.asks().forEach(Ask::called);
    Call call =
        new Call(
            task,
            written.prompt().promptTokens(),
            written.likelyTokens(),
            written.mostMicroUsd(),
            pace.nanoTime(),
            isBatch());
    if (isBatch()) {
      desk.collect(call, written.request());
    } else {
      limits.started(call);
      online.send(call, written.request());
    }
    return true;
  }

  /** Settles rate and money of a call that ended; what it cost in millionths of a US dollar. */
  long settle(Completion completion) {
    if (desk != null && completion.call().batch()) {
      desk.ended(completion.outcome());
    }
    return limits.settle(completion);
  }

  /** The request of an open batch that asks about that paper; null when none does. */
  @Nullable OpenRequest openRequest(PaperQuestion question, boolean titleKept) {
    if (desk == null) {
      return null;
    }
    OpenRequest score = desk.requestFor(question.getScoreKey());
    return score == null && !titleKept ? desk.requestFor(question.getTitleKey()) : score;
  }

  /** Lets a task wait for a request that was made, and may be paid, already. */
  void await(OpenRequest request, LaneTask task) {
    BatchedRequest asked = request.request();
    limits.commit(asked.mostMicroUsd());
    task.asks().forEach(Ask::called);
    desk.await(
        request,
        new Call(
            task,
            asked.promptTokens(),
            asked.promptTokens(),
            asked.mostMicroUsd(),
            pace.nanoTime(),
            /* batch= */ true));
  }

  /** See {@link BatchDesk#attend}. */
  long attend() throws InterruptedException {
    return desk == null ? Long.MAX_VALUE : desk.attend();
  }

  /** Ends the wait for batches: the lane must end. */
  void abandon() {
    if (desk != null) {
      desk.abandon();
    }
  }

  /** See {@link BatchDesk#takeUnclaimed}. */
  List<LedgerEntry> takeUnclaimed() {
    return desk == null ? List.of() : desk.takeUnclaimed();
  }

  /** What the user should know when the run has ended. */
  List<String> warnings() {
    return desk == null ? List.of() : desk.warnings();
  }
}

package org.paperbeam.lane;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.CallClock;
import org.paperbeam.calls.CallEnd;
import org.paperbeam.calls.CallEnds;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.prompt.Stage;

/**
 * Works through all the questions of a job: one thread that starts calls as the limits allow and
 * deals with those that end. Every paper that comes in goes out once, answered or not, unless the
 * lane fails; then those that were answered go out and the others are left.
 *
 * <p>Dates come in by {@link LaneIntake}, wait in {@link LaneQueue}, are asked about by {@link
 * LaneCalls}, and handed on by {@link LaneAnswers}; what is not answered follows the {@link
 * RetryPolicy}.
 */
public final class Lane {
  private final CallClock clock;
  private final CallEnds ends;
  private final LaneOutput out;
  private final LaneCalls calls;
  private final LaneQueue queue;
  private final LaneAnswers answers;
  private final ServiceHealth health;
  private final RetryPolicy retries;
  private final LaneCounts counts;

  private boolean capReached;

  public Lane(LaneResources resources, LaneOutput out) {
    this.clock = resources.channel().clock();
    this.ends = resources.channel().ends();
    this.out = out;
    this.calls = new LaneCalls(resources);
    this.queue = new LaneQueue(resources.prompts());
    this.answers = new LaneAnswers(out);
    this.health = new ServiceHealth(resources.service());
    this.retries = new RetryPolicy(resources.maxAttempts(), clock, queue, answers, health);
    this.counts = new LaneCounts(out.metrics());
  }

  /**
   * Answers every question of every day.
   *
   * @param days taken one date after another as there is room
   * @param known answers that this run has paid for already
   */
  public LaneTally work(Iterator<DayPrompts> days, FirstAnswers<PaperAnswer> known)
      throws InterruptedException {
    out.metrics().started();
    LaneIntake intake = new LaneIntake(days, known, calls, queue, answers, out);
    if (isOpened()) {
      work(intake);
    } else {
      intake.abandonTheRest();
    }
    return counts.tally().setCapReached(capReached).setWarnings(calls.warnings()).build();
  }

  /** Finds what is open at the service; without knowing that, nothing may be asked. */
  private boolean isOpened() {
    try {
      calls.open();
      return true;
    } catch (IOException e) {
      out.failed(RunFailure.of(FailureStage.LLM, e));
      return false;
    }
  }

  private void work(LaneIntake intake) throws InterruptedException {
    while (true) {
      health.fail(out.obstacle());
      queue.promote(clock.nanoTime());
      learn(intake);
      while (!mustStop() && calls.wantsMore(queue.ready()) && intake.hasNext()) {
        intake.open();
      }
      LaneTask next = mustStop() ? null : queue.first();
      if (next == null && calls.inFlight() == 0 && (mustStop() || queue.nothingLater())) {
        break;
      }
      step(next);
    }
    // Open batches that no paper of this lane waits for are looked at once, too.
    long unused = calls.attend();
    learn(intake);
    RunFailure failure = health.failure();
    if (failure != null) {
      out.failed(failure);
      intake.abandonTheRest();
    } else {
      intake.leaveTheRest();
    }
  }

  /** Answers of open batches that no paper of this lane has waited for yet. */
  private void learn(LaneIntake intake) {
    for (LedgerEntry entry : calls.takeUnclaimed()) {
      intake.learn(entry);
      out.paid(PaidCall.of(entry));
    }
  }

  /** Starts a call if one may start, or waits for the next thing to happen. */
  private void step(@Nullable LaneTask next) throws InterruptedException {
    long now = clock.nanoTime();
    long wait = queue.untilLater(now);
    boolean throttled = false;
    boolean mayStart = calls.mayStart();
    if (next != null && mayStart) {
      long delay = calls.delay(next);
      if (delay == 0 && (start(next) || calls.inFlight() == 0)) {
        return;
      }
      if (delay > 0) {
        wait = Math.min(wait, delay);
        throttled = true;
      }
    }
    if (health.hasFailed()) {
      calls.abandon();
    }
    if (next != null || mustStop() || queue.nothingLater()) {
      wait = Math.min(wait, calls.attend());
      if (next != null && !mayStart && calls.mayStart()) {
        return;
      }
    }
    CallEnd end = ends.await(clock, wait);
    if (throttled) {
      counts.throttled(clock.nanoTime() - now);
    }
    if (end != null) {
      ended(end);
    }
  }

  private boolean start(LaneTask task) {
    if (!calls.start(task)) {
      // Calls in flight reserve more than they will cost: only when none is, the money is short.
      if (calls.inFlight() == 0) {
        askLess(task);
      }
      return false;
    }
    queue.remove(task);
    counts.inFlight(calls.inFlight());
    counts.started(task, queue.ready());
    return true;
  }

  /** What is too dear at once may not be in parts; when one paper is, the cap is reached. */
  private void askLess(LaneTask task) {
    if (task.asks().size() == 1) {
      capReached = true;
      return;
    }
    queue.remove(task);
    List<LaneTask> halves = task.halves();
    halves.forEach(queue::addFirst);
    if (task.stage() == Stage.TITLES) {
      task.day().openTitles(halves.size() - 1);
    }
  }

  private void ended(CallEnd end) {
    LaneCalls.Ended ended = calls.ended(end);
    LaneTask task = ended.task();
    counts.inFlight(calls.inFlight());
    if (end.outcome() instanceof Failed failed) {
      failed(task, end.call().startedAt(), failed);
      return;
    }
    health.answered();
    PaidCall paid = PaidCall.of(end.entry());
    out.paid(paid);
    counts.answered(paid, ended.costMicroUsd(), clock.nanoTime() - end.call().startedAt());
    if (end.ledgerError() != null) {
      health.fail(
          "an answer could not be kept in the ledger: " + end.ledgerError(),
          FailureKind.STORAGE,
          Remedy.NONE);
    }
    List<AskedQuestion> leftOver = answers.take(task, end.entry());
    if (!leftOver.isEmpty()) {
      retries.notAnswered(task, leftOver);
    } else if (task.stage() == Stage.TITLES) {
      task.day().titlesAnswered();
    }
  }

  private void failed(LaneTask task, long startedAt, Failed failed) {
    switch (failed.kind()) {
      case NOT_MADE -> queue.addFirst(task);
      case RATE -> {
        counts.rateLimited();
        health.refused(failed, startedAt, clock.nanoTime());
        queue.addFirst(task);
      }
      default -> {
        counts.requested();
        retries.failed(task, failed);
      }
    }
  }

  private boolean mustStop() {
    return health.hasFailed() || capReached;
  }
}

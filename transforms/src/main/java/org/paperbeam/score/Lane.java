package org.paperbeam.score;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.prompt.Stage;
import org.paperbeam.score.Completion.Call;

/**
 * Works through all the questions of a job: one thread that starts calls as the limits allow and
 * deals with those that end. Every paper that comes in goes out decided, once, unless the lane
 * fails; then those that were answered are decided and the others are left out.
 *
 * <p>Dates come in by {@link LaneIntake}, wait in {@link LaneQueue}, are asked about by {@link
 * LaneCaller}, and decided by {@link LaneAnswers}; what is not answered goes down the {@link
 * Ladder}.
 */
final class Lane {
  private final LanePace pace;
  private final LaneOutput out;
  private final BlockingQueue<Completion> completions = new LinkedBlockingQueue<>();
  private final LaneCaller caller;
  private final LaneQueue queue;
  private final LaneAnswers answers;
  private final LaneHealth health;
  private final Ladder ladder;
  private final LaneCounts counts;

  private int inFlight;
  private boolean capReached;

  Lane(ScoreConfig config, Prompts prompts, LaneResources resources, LaneOutput out) {
    this.pace = resources.pace();
    this.out = out;
    this.caller = new LaneCaller(config, prompts, resources, completions, out);
    this.queue = new LaneQueue(prompts);
    this.answers = new LaneAnswers(config, out);
    this.health = new LaneHealth(config.getLlm().url());
    this.ladder = new Ladder(config.getMaxAttempts(), pace, queue, answers, health);
    this.counts = new LaneCounts(out.metrics());
  }

  /**
   * Answers every question of every day.
   *
   * @param days the questions by date, taken one date after another as there is room
   * @param known answers that this run has paid for already, by key
   */
  LaneTally work(
      Iterator<Map.Entry<String, List<PaperQuestion>>> days, Map<String, LedgerAnswer> known)
      throws InterruptedException, IOException {
    out.metrics().started();
    if (isOpened()) {
      work(new LaneIntake(days, known, caller, queue, answers));
    }
    return counts.tally().setCapReached(capReached).setWarnings(caller.warnings()).build();
  }

  /** Finds what is open at the service; without knowing that, nothing may be asked. */
  private boolean isOpened() {
    try {
      caller.open();
      return true;
    } catch (IOException e) {
      out.failed(RunFailure.of(FailureStage.LLM, e));
      return false;
    }
  }

  private void work(LaneIntake intake) throws InterruptedException {
    while (true) {
      queue.promote(pace.nanoTime());
      learn(intake);
      while (!mustStop() && caller.hasRoom(queue.ready()) && intake.hasNext()) {
        inFlight += intake.open();
      }
      LaneTask next = mustStop() ? null : queue.first();
      if (next == null && inFlight == 0 && (mustStop() || queue.nothingLater())) {
        break;
      }
      step(next);
    }
    // Open batches that no paper of this lane waits for are looked at once, too.
    long unused = caller.attend();
    learn(intake);
    RunFailure failure = health.failure();
    if (failure != null) {
      out.failed(failure);
    } else {
      intake.leaveTheRest();
    }
  }

  /** Answers of open batches that no paper of this lane has waited for yet. */
  private void learn(LaneIntake intake) {
    for (LedgerEntry entry : caller.takeUnclaimed()) {
      intake.learn(entry);
      out.paid(PaidCall.of(entry));
    }
  }

  /** Starts a call if one may start, or waits for the next thing to happen. */
  private void step(@Nullable LaneTask next) throws InterruptedException {
    long now = pace.nanoTime();
    long wait = queue.untilLater(now);
    boolean throttled = false;
    boolean mayStart = caller.mayStart(inFlight);
    if (next != null && mayStart) {
      long delay = caller.delay(next);
      if (delay == 0 && (start(next) || inFlight == 0)) {
        return;
      }
      if (delay > 0) {
        wait = Math.min(wait, delay);
        throttled = true;
      }
    }
    if (health.hasFailed()) {
      caller.abandon();
    }
    if (next != null || mustStop() || queue.nothingLater()) {
      wait = Math.min(wait, caller.attend());
      if (next != null && !mayStart && caller.mayStart(inFlight)) {
        return;
      }
    }
    Completion completion = pace.await(completions, wait);
    if (throttled) {
      counts.throttled(pace.nanoTime() - now);
    }
    if (completion != null) {
      ended(completion);
    }
  }

  private boolean start(LaneTask task) {
    if (!caller.start(task)) {
      // Calls in flight reserve more than they will cost: only when none is, the money is short.
      if (inFlight == 0) {
        askLess(task);
      }
      return false;
    }
    queue.remove(task);
    inFlight++;
    counts.inFlight(inFlight);
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

  private void ended(Completion completion) {
    inFlight--;
    counts.inFlight(inFlight);
    LaneTask task = completion.call().task();
    long cost = caller.settle(completion);
    if (completion.outcome() instanceof Failed failed) {
      failed(completion.call(), failed);
      return;
    }
    health.answered();
    PaidCall paid = PaidCall.of(completion.entry());
    out.paid(paid);
    counts.answered(paid, cost, pace.nanoTime() - completion.call().startedAt());
    if (completion.ledgerError() != null) {
      health.fail(
          "an answer could not be kept in the ledger: " + completion.ledgerError(),
          FailureKind.STORAGE,
          Remedy.NONE);
    }
    List<Ask> leftOver = answers.take(task, (Answered) completion.outcome(), completion.entry());
    if (!leftOver.isEmpty()) {
      ladder.stepDown(task, leftOver);
    } else if (task.stage() == Stage.TITLES) {
      task.day().titlesAnswered();
    }
  }

  private void failed(Call call, Failed failed) {
    LaneTask task = call.task();
    switch (failed.kind()) {
      case NOT_MADE -> queue.addFirst(task);
      case RATE -> {
        counts.rateLimited();
        health.refused(failed, call.startedAt(), pace.nanoTime());
        queue.addFirst(task);
      }
      default -> {
        counts.requested();
        ladder.failed(task, failed);
      }
    }
  }

  private boolean mustStop() {
    return health.hasFailed() || capReached;
  }
}

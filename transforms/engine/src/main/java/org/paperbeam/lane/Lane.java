package org.paperbeam.lane;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
import org.paperbeam.prompt.FinishReasons;
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
  private final AnswerBrake brake;
  private final UnreadableAnswers unreadable = new UnreadableAnswers();

  private final Complaints complaints;
  private final LaneStop stop;
  private final Duration longestDrain;
  private final Drain drain;

  private boolean capReached;

  public Lane(LaneResources resources, LaneOutput out) {
    this.clock = resources.channel().clock();
    this.ends = resources.channel().ends();
    this.out = out;
    this.calls = new LaneCalls(resources);
    this.queue = new LaneQueue(resources.prompts());
    this.answers = new LaneAnswers(out);
    this.brake = resources.brake();
    this.health = new ServiceHealth(resources.service(), clock, out::notice);
    this.retries =
        new RetryPolicy(resources.maxAttempts(), clock, queue, answers, health, unreadable);
    this.counts = new LaneCounts(out.metrics());
    this.stop = resources.stop();
    this.longestDrain = resources.drain();
    this.drain = new Drain(stop, clock, longestDrain);
    this.complaints = new Complaints(resources.service(), clock, out);
  }

  /**
   * Answers every question of every day.
   *
   * @param days taken one date after another as there is room
   * @param known answers that this run has paid for already
   * @throws InterruptedException when the thread is interrupted; calls in flight have ended then,
   *     as far as there was time, and the ledger has their answers
   */
  public LaneTally work(Iterator<DayPrompts> days, FirstAnswers<PaperAnswer> known)
      throws InterruptedException {
    out.metrics().started();
    LaneIntake intake = new LaneIntake(days, known, calls, queue, answers, out);
    try (LaneStop.Scope unused = stop.work(ends::wake, longestDrain)) {
      if (isOpened()) {
        work(intake);
      } else {
        intake.abandonTheRest();
      }
    } catch (InterruptedException e) {
      endCallsInFlight();
      throw e;
    }
    return counts
        .tally()
        .setRescored(answers.rescores().papers())
        .setDecisionsChanged(answers.rescores().changed())
        .setCapReached(capReached)
        .setWarnings(calls.warnings())
        .build();
  }

  /** Finds what is open at the service; without knowing that, nothing may be asked. */
  private boolean isOpened() {
    try {
      calls.open();
      Optional<String> held = brake.held();
      held.ifPresent(why -> health.fail(why, FailureKind.BROKEN, Remedy.ANOTHER_MODEL));
      if (health.hasFailed()) {
        out.failed(health.failure());
      }
      return held.isEmpty();
    } catch (IOException e) {
      out.failed(RunFailure.of(FailureStage.LLM, e));
      return false;
    }
  }

  /** Lets calls in flight end; their answers are in the ledger before anybody hears of them. */
  private void endCallsInFlight() {
    drain.begin();
    calls.abandon();
    while (calls.inFlight() > 0 && drain.left() > 0) {
      try {
        CallEnd end = ends.await(clock, drain.left());
        if (end != null) {
          calls.ended(end);
        }
      } catch (InterruptedException again) {
        // Who ends the lane may say so more than once; the time that calls have stays the same.
        continue;
      }
    }
  }

  private void work(LaneIntake intake) throws InterruptedException {
    while (true) {
      health.fail(out.obstacle());
      stopWithoutPermit();
      queue.promote(clock.nanoTime());
      learn(intake);
      boolean behind = takeIn(intake);
      LaneTask next = mustStop() ? null : next();
      boolean nothingToCome = queue.nothingLater() && !behind;
      if (next == null && calls.inFlight() == 0 && (mustStop() || nothingToCome)) {
        break;
      }
      if (drain.left() == 0) {
        break;
      }
      step(next);
    }
    if (drain.isOn() && (queue.isUsed() || calls.inFlight() > 0 || intake.hasNext())) {
      health.stopped();
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

  /** Opens dates as there is room; whether the next one waits for what is to be written. */
  private boolean takeIn(LaneIntake intake) {
    while (!mustStop() && calls.wantsMore(queue.ready()) && intake.hasNext()) {
      if (out.isBehind(ends::wake)) {
        return true;
      }
      intake.open();
    }
    return false;
  }

  /**
   * The next call that is ready; what waits to be asked about again is, once nothing else can bring
   * more of it.
   */
  private @Nullable LaneTask next() {
    if (queue.first() == null && calls.mayBeIdle() && queue.nothingLater()) {
      queue.askAgainNow();
    }
    return queue.first();
  }

  private void stopWithoutPermit() {
    String lost = calls.lost();
    if (lost != null) {
      health.stop(lost, FailureKind.UNKNOWN);
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
  private void step(@Nullable LaneTask first) throws InterruptedException {
    // What is down is asked again what it did not answer, and nothing else.
    boolean hold = first != null && health.isDoubtful() && !first.again() && !queue.nothingLater();
    LaneTask next = hold ? null : first;
    long now = clock.nanoTime();
    long wait = queue.untilLater(now);
    boolean throttled = false;
    boolean mayStart = calls.mayStart();
    if (next != null && mayStart) {
      String tooLarge = calls.tooLarge(next);
      if (tooLarge != null) {
        retries.tooLarge(next, tooLarge);
        return;
      }
      long delay = calls.delay(next);
      if (delay == 0 && (start(next) || calls.inFlight() == 0)) {
        return;
      }
      if (delay > 0) {
        wait = Math.min(wait, delay);
        throttled = true;
      }
    }
    if (health.hasFailed() || drain.isOn()) {
      calls.abandon();
    }
    if (next != null || mustStop() || queue.nothingLater()) {
      wait = Math.min(wait, calls.attend());
      if (next != null && !mayStart && calls.mayStart()) {
        return;
      }
    }
    CallEnd end = ends.await(clock, out.metrics().waiting(Math.min(wait, drain.left())));
    if (throttled) {
      counts.throttled(clock.nanoTime() - now);
    }
    if (end != null) {
      ended(end);
    }
  }

  private boolean start(LaneTask task) {
    boolean started;
    try {
      started = calls.start(task);
    } catch (IOException e) {
      health.stop("what may be spent could not be kept: " + e.getMessage(), FailureKind.STORAGE);
      return false;
    }
    if (!started) {
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
    retries.halve(task);
  }

  private void ended(CallEnd end) {
    LaneCalls.Ended ended = calls.ended(end);
    LaneTask task = ended.task();
    counts.inFlight(calls.inFlight());
    if (end.outcome() instanceof Failed failed) {
      complaints.failed(end.call(), failed);
      failed(task, end.call().startedAt(), failed);
      return;
    }
    health.answered();
    PaidCall paid = PaidCall.of(end.entry());
    out.paid(paid);
    counts.answered(paid, ended.costMicroUsd(), clock.nanoTime() - end.call().startedAt());
    if (end.ledgerError() != null) {
      health.fail(
          "an answer could not be kept in the ledger: %s; its %d + %d tokens are paid all the same"
              .formatted(end.ledgerError(), paid.getPromptTokens(), paid.getCompletionTokens()),
          FailureKind.STORAGE,
          Remedy.NONE);
    }
    List<AskedQuestion> leftOver = answers.take(task, end.entry());
    judge(ended, end.entry().getFinishReason(), leftOver);
    if (!leftOver.isEmpty()) {
      retries.notAnswered(task, leftOver);
    } else if (task.stage() == Stage.TITLES) {
      task.day().titlesAnswered();
    }
  }

  /** Whether the model's answers are of any use; one that was too short for it is no proof. */
  private void judge(LaneCalls.Ended ended, String finishReason, List<AskedQuestion> leftOver) {
    LaneTask task = ended.task();
    if (leftOver.size() < task.asks().size()) {
      unreadable.read(task.stage());
    } else if (!FinishReasons.isLength(finishReason) || ended.generous()) {
      unreadable.unreadable(task, leftOver.get(0).unanswered().cause()).ifPresent(this::pullBrake);
    }
  }

  private void pullBrake(String cause) {
    try {
      health.fail(
          brake.pull(unreadable.useless(), cause, clock.now()),
          FailureKind.BROKEN,
          Remedy.ANOTHER_MODEL);
    } catch (IOException e) {
      health.fail(
          "the brake on its answers could not be kept: " + e.getMessage(),
          FailureKind.STORAGE,
          Remedy.NONE);
    }
  }

  private void failed(LaneTask task, long startedAt, Failed failed) {
    out.metrics().failed(failed.why());
    switch (failed.kind()) {
      case NOT_MADE -> queue.addFirst(task);
      case RATE -> {
        counts.rateLimited();
        health.refused(failed, startedAt, clock.nanoTime());
        queue.addFirst(task);
      }
      default -> {
        counts.requested();
        retries.failed(task, failed, startedAt);
      }
    }
  }

  private boolean mustStop() {
    return health.hasFailed() || capReached || drain.isOn();
  }
}

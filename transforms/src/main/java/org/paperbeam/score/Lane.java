package org.paperbeam.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.prompt.Stage;
import org.paperbeam.score.BatchDesk.OpenRequest;
import org.paperbeam.score.LaneTask.Step;

/**
 * Works through all the questions of a job: one thread that starts calls as the limits allow and
 * deals with those that end. Every paper that comes in goes out decided, once, unless the lane
 * fails; then those that were answered are decided and the others are left out.
 *
 * <p>What is not answered is asked again in half the batch (titles stay there), then alone, then
 * given up: a title passes, an abstract becomes a dead letter.
 */
final class Lane {
  private final ScoreConfig config;
  private final Prompts prompts;
  private final LanePace pace;
  private final LaneCaller caller;
  private final LaneAnswers answers;
  private final LaneOutput out;
  private final BlockingQueue<Completion> completions = new LinkedBlockingQueue<>();

  private final LaneQueue queue = new LaneQueue();
  private final LaneHealth health;
  private int inFlight;
  private boolean capReached;
  private long requests;
  private long retries;
  private long rateLimited;
  private long throttledNanos;
  private final LongSummaryStatistics queued = new LongSummaryStatistics();
  private final LongSummaryStatistics latencies = new LongSummaryStatistics();

  Lane(ScoreConfig config, Prompts prompts, LaneResources resources, LaneOutput out) {
    this.config = config;
    this.prompts = prompts;
    this.pace = resources.pace();
    this.out = out;
    this.caller = new LaneCaller(config, prompts, resources, completions, out);
    this.answers = new LaneAnswers(config, out);
    this.health = new LaneHealth(config.getLlm().url());
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
    if (!isOpened()) {
      return tally();
    }
    while (true) {
      queue.promote(pace.nanoTime());
      learn(known);
      while (!mustStop() && hasRoom() && days.hasNext()) {
        Map.Entry<String, List<PaperQuestion>> day = days.next();
        open(day.getKey(), day.getValue(), known);
      }
      LaneTask next = mustStop() ? null : queue.first();
      if (next == null && inFlight == 0 && (mustStop() || queue.nothingLater())) {
        break;
      }
      step(next);
    }
    // Open batches that no paper of this lane waits for are looked at once, too.
    long unused = caller.attend();
    learn(known);
    String failure = health.failure();
    if (failure != null) {
      out.failed(RunFailure.of(RunFailure.LLM, failure));
    } else {
      leaveTheRest(days, known);
    }
    return tally();
  }

  /** Finds what is open at the service; without knowing that, nothing may be asked. */
  private boolean isOpened() {
    try {
      caller.open();
      return true;
    } catch (IOException e) {
      out.failed(RunFailure.of(RunFailure.LLM, e.getMessage()));
      return false;
    }
  }

  private LaneTally tally() {
    return LaneTally.builder()
        .setRequests(requests)
        .setRetries(retries)
        .setRateLimited(rateLimited)
        .setThrottledMillis(TimeUnit.NANOSECONDS.toMillis(throttledNanos))
        .setCapReached(capReached)
        .setLatencyMillis(Spread.of(latencies))
        .setQueue(Spread.of(queued))
        .setWarnings(caller.warnings())
        .build();
  }

  /** Answers of open batches that no paper of this lane has waited for yet. */
  private void learn(Map<String, LedgerAnswer> known) {
    for (LedgerEntry entry : caller.takeUnclaimed()) {
      EntryReader.read(entry).answers().forEach(known::putIfAbsent);
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
      long waited = pace.nanoTime() - now;
      throttledNanos += waited;
      out.metrics().throttled(TimeUnit.NANOSECONDS.toMillis(waited));
    }
    if (completion != null) {
      ended(completion);
    }
  }

  private boolean start(LaneTask task) {
    if (caller.start(task) == LaneCaller.Start.OVER_BUDGET) {
      // Calls in flight reserve more than they will cost: only when none is, the money is short.
      if (inFlight == 0) {
        askLess(task);
      }
      return false;
    }
    queue.remove(task);
    inFlight++;
    queued.accept(queue.ready());
    out.metrics().queued(queue.ready());
    out.metrics().inFlight(inFlight);
    if (task.again()) {
      retries++;
      out.metrics().retried();
    }
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
    out.metrics().inFlight(inFlight);
    LaneTask task = completion.call().task();
    long cost = caller.settle(completion);
    if (completion.outcome() instanceof Failed failed) {
      failed(task, failed);
      return;
    }
    counted();
    health.answered();
    PaidCall paid = PaidCall.of(completion.entry());
    out.paid(paid);
    long millis = TimeUnit.NANOSECONDS.toMillis(pace.nanoTime() - completion.call().startedAt());
    latencies.accept(millis);
    out.metrics().answered(paid, cost, millis);
    if (completion.ledgerError() != null) {
      health.fail("an answer could not be kept in the ledger: " + completion.ledgerError());
    }
    List<Ask> leftOver = answers.take(task, (Answered) completion.outcome(), completion.entry());
    if (leftOver.isEmpty()) {
      closeTitles(task);
    } else {
      stepDown(task, leftOver);
    }
  }

  private void failed(LaneTask task, Failed failed) {
    if (failed.kind() == Kind.NOT_MADE) {
      queue.addFirst(task);
      return;
    }
    if (failed.kind() == Kind.RATE) {
      rateLimited++;
      out.metrics().rateLimited();
      health.refused(failed, pace.nanoTime());
      queue.addFirst(task);
      return;
    }
    counted();
    task.asks().forEach(ask -> ask.missed(failed.detail(), null));
    switch (failed.kind()) {
      case FATAL -> health.fail(failed.detail());
      case UNSUPPORTED -> queue.addFirst(task);
      case TOO_LONG, REJECTED -> {
        if (task.step() == Step.ALONE) {
          health.exhausted(task, failed);
          giveUp(task, task.asks());
        } else {
          stepDown(task, task.asks());
        }
      }
      default -> askAgain(task, failed);
    }
  }

  private void askAgain(LaneTask task, Failed failed) {
    health.mustWait(failed);
    if (task.attempts() + 1 < config.getMaxAttempts()) {
      long wait = Backoff.nanos(task.attempts() + 1, pace.random());
      if (failed.hints().retryAfter() != null) {
        wait = Math.max(wait, failed.hints().retryAfter().toNanos());
      }
      queue.addLater(task.repeated(), pace.nanoTime() + wait);
      return;
    }
    health.exhausted(task, failed);
    if (task.step() == Step.ALONE) {
      giveUp(task, task.asks());
    } else {
      stepDown(task, task.asks());
    }
  }

  private void counted() {
    requests++;
    out.metrics().requested();
  }

  private void stepDown(LaneTask task, List<Ask> leftOver) {
    // Asking about each title alone would cost more than the filter saves.
    boolean lastStep =
        task.step() == Step.ALONE || (task.stage() == Stage.TITLES && task.step() == Step.HALF);
    if (lastStep) {
      if (task.attempts() + 1 < config.getMaxAttempts()) {
        queue.addFirst(task.repeated());
      } else {
        giveUp(task, leftOver);
      }
    } else {
      List<LaneTask> next = task.oneStepDown(leftOver);
      if (task.stage() == Stage.TITLES) {
        task.day().openTitles(next.size());
        closeTitles(task);
      }
      next.forEach(queue::addLast);
    }
  }

  private void giveUp(LaneTask task, List<Ask> asks) {
    if (task.stage() == Stage.SCORES) {
      asks.forEach(answers::unscored);
    } else {
      // The title filter only saves money: a title without an answer goes on to its scoring.
      asks.forEach(task.day()::pass);
      closeTitles(task);
    }
  }

  private void open(String date, List<PaperQuestion> questions, Map<String, LedgerAnswer> known) {
    LaneDay day = new LaneDay(date);
    List<Ask> toAskTitles = new ArrayList<>();
    Map<OpenRequest, List<Ask>> asked = new LinkedHashMap<>();
    for (PaperQuestion question : questions) {
      if (answers.isKnown(question, known)) {
        continue;
      }
      Ask ask = new Ask(question);
      boolean titleKept = question.isTitleKept() || known.get(question.getTitleKey()) != null;
      OpenRequest at = caller.openRequest(question, titleKept);
      if (at != null) {
        asked.computeIfAbsent(at, request -> new ArrayList<>()).add(ask);
      } else if (titleKept) {
        day.pass(ask);
      } else {
        toAskTitles.add(ask);
      }
    }
    asked.forEach((request, asks) -> await(day, request, asks));
    for (List<Ask> batch : prompts.pack(Stage.TITLES, toAskTitles)) {
      queue.addLast(LaneTask.whole(day, Stage.TITLES, batch));
      day.openTitles(1);
    }
    packScores(day);
  }

  /** Papers that an open batch of an earlier run asks about wait for its answer. */
  private void await(LaneDay day, OpenRequest request, List<Ask> asks) {
    Stage stage =
        request.request().stage().equals(Stage.TITLES.label()) ? Stage.TITLES : Stage.SCORES;
    if (stage == Stage.TITLES) {
      day.openTitles(1);
    }
    caller.await(request, LaneTask.whole(day, stage, asks));
    inFlight++;
  }

  private void closeTitles(LaneTask task) {
    if (task.stage() == Stage.TITLES) {
      task.day().titleAnswered();
      packScores(task.day());
    }
  }

  private void packScores(LaneDay day) {
    if (day.titlesAreDone()) {
      for (List<Ask> batch : prompts.pack(Stage.SCORES, day.takePassed())) {
        queue.addLast(LaneTask.whole(day, Stage.SCORES, batch));
      }
    }
  }

  /** After the cost cap: what was not asked any more stays for the next run. */
  private void leaveTheRest(
      Iterator<Map.Entry<String, List<PaperQuestion>>> days, Map<String, LedgerAnswer> known) {
    String cause = "cost cap reached";
    for (LaneTask task : queue.all()) {
      task.asks().forEach(ask -> ask.missed(cause, null));
      task.asks().forEach(answers::unscored);
      for (Ask passed : task.day().takePassed()) {
        passed.missed(cause, null);
        answers.unscored(passed);
      }
    }
    while (days.hasNext()) {
      for (PaperQuestion question : days.next().getValue()) {
        if (!answers.isKnown(question, known)) {
          Ask ask = new Ask(question);
          ask.missed(cause, null);
          answers.unscored(ask);
        }
      }
    }
  }

  private boolean mustStop() {
    return health.hasFailed() || capReached;
  }

  private boolean hasRoom() {
    return caller.hasRoom(queue.ready());
  }
}

package org.paperbeam.lane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.Call;
import org.paperbeam.calls.CallClock;
import org.paperbeam.calls.CallEnd;
import org.paperbeam.calls.CallLimits;
import org.paperbeam.calls.CallPermit;
import org.paperbeam.calls.CallWriter;
import org.paperbeam.calls.Caller;
import org.paperbeam.calls.EarlierCall;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.prompt.AnswerForm;
import org.paperbeam.prompt.Stage;

/**
 * The lane's calls: written, started within rate and budget, and known again when they end. Used by
 * the lane's thread.
 */
final class LaneCalls {
  /** A call that waits for its turn: written once, not at every look at the clock. */
  private record Draft(LaneTask task, AnswerForm form, Call call) {}

  private final CallWriter writer;
  private final CallLimits limits;
  private final Caller caller;
  private final CallClock clock;
  private final CallPermit permit;
  private final Map<Long, LaneTask> inFlight = new HashMap<>();
  private long started;
  private @Nullable Draft draft;

  LaneCalls(LaneResources resources) {
    this.writer = resources.writer();
    this.limits = resources.limits();
    this.caller = resources.caller();
    this.clock = resources.channel().clock();
    this.permit = resources.channel().permit();
  }

  /** Finds what earlier runs left open. To be called first. */
  void open() throws IOException {
    caller.open();
  }

  /** Calls that have started, or wait in a batch of an earlier run, and have not ended. */
  int inFlight() {
    return inFlight.size();
  }

  /** Whether nothing may come back soon: no call is in flight, or a batch, which takes hours. */
  boolean mayBeIdle() {
    return inFlight.isEmpty() || caller.isBatch();
  }

  /** Whether another call may start. */
  boolean mayStart() {
    return caller.mayStart(inFlight.size());
  }

  /** Whether more is to be made ready: enough that the quota is never idle, but not a year. */
  boolean wantsMore(int ready) {
    return ready < caller.wantedReady();
  }

  /** Why no call may be made any more; null while that is not so. */
  @Nullable String lost() {
    return permit.lost();
  }

  /** Nanoseconds until the limits, and the permit, allow that call; 0 for now. */
  long delay(LaneTask task) {
    long rate = caller.isBatch() ? 0 : limits.delay(draft(task).mostTokens());
    return Math.max(rate, permit.delay());
  }

  /** Why no minute can hold that call; null when one can. */
  @Nullable String tooLarge(LaneTask task) {
    return caller.isBatch() ? null : limits.tooLarge(draft(task).mostTokens());
  }

  /**
   * Starts the call; false when the budget forbids it. The other limits must have been asked
   * before.
   *
   * @throws IOException when what may be spent could not be kept; the call was not started
   */
  boolean start(LaneTask task) throws IOException {
    Call written = draft(task);
    // What was learnt until the next try counts then.
    draft = null;
    if (!limits.reserve(written)) {
      return false;
    }
    Call call = onItsWay(written, task, caller.isBatch());
    limits.started(call);
    caller.start(call);
    return true;
  }

  private Call draft(LaneTask task) {
    AnswerForm form = writer.form();
    if (draft == null || draft.task() != task || draft.form() != form) {
      draft =
          new Draft(task, form, writer.write(task.stage(), task.day().date(), task.questions()));
    }
    return draft.call();
  }

  private Call onItsWay(Call written, LaneTask task, boolean batch) {
    task.asks().forEach(AskedQuestion::called);
    Call call = written.started(++started, clock.nanoTime(), batch);
    inFlight.put(call.number(), task);
    return call;
  }

  /** The call that has ended; settles its rate and money. */
  Ended ended(CallEnd end) {
    LaneTask task = inFlight.remove(end.call().number());
    caller.ended(end.call(), end.outcome());
    return new Ended(task, limits.settle(end), limits.isGenerous(end.call()));
  }

  /**
   * What ended.
   *
   * @param costMicroUsd what it cost, in millionths of a US dollar
   * @param generous whether its answer had so much room that more would not help
   */
  record Ended(LaneTask task, long costMicroUsd, boolean generous) {}

  /** An open call of an earlier run that asks about that paper; null when none does. */
  @Nullable EarlierCall earlier(PaperQuestion question, boolean titleKept) {
    EarlierCall score = caller.find(question.key(Stage.SCORES));
    return score == null && !titleKept ? caller.find(question.getTitleKey()) : score;
  }

  /** Lets a task wait for a call that was made, and may be paid, already. */
  void join(EarlierCall earlier, LaneTask task) {
    Call written = writer.earlier(earlier, task.day().date(), task.questions());
    limits.commit(written);
    caller.join(earlier, onItsWay(written, task, /* batch= */ true));
  }

  /** See {@link Caller#attend}. */
  long attend() throws InterruptedException {
    return caller.attend();
  }

  /** See {@link Caller#abandon}. */
  void abandon() {
    caller.abandon();
  }

  /** See {@link Caller#takeUnclaimed}. */
  List<LedgerEntry> takeUnclaimed() {
    return caller.takeUnclaimed();
  }

  /** What the user should know when the run has ended. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(caller.warnings());
    warnings.addAll(limits.warnings());
    return warnings;
  }
}

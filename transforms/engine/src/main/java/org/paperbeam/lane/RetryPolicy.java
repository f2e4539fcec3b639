package org.paperbeam.lane;

import java.util.List;
import org.paperbeam.calls.CallClock;
import org.paperbeam.lane.LaneTask.Step;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.prompt.Stage;

/**
 * What becomes of papers whose call gave no answer for them: the same call once more, then half of
 * the batch (titles stay there), then each paper alone, then given up. A title that is given up
 * passes, an abstract becomes a dead letter. Used by the lane's thread.
 */
final class RetryPolicy {
  private final int maxAttempts;
  private final CallClock clock;
  private final LaneQueue queue;
  private final LaneAnswers answers;
  private final ServiceHealth health;
  private final UnreadableAnswers unreadable;

  RetryPolicy(
      int maxAttempts,
      CallClock clock,
      LaneQueue queue,
      LaneAnswers answers,
      ServiceHealth health,
      UnreadableAnswers unreadable) {
    this.maxAttempts = maxAttempts;
    this.clock = clock;
    this.queue = queue;
    this.answers = answers;
    this.health = health;
    this.unreadable = unreadable;
  }

  /**
   * The call was made and brought nothing: an attempt, unless no call can succeed.
   *
   * @param startedAt when it had started, in nanoseconds of the lane's clock
   */
  void failed(LaneTask task, Failed failed, long startedAt) {
    task.asks().forEach(ask -> ask.missed(failed.detail(), null));
    switch (failed.kind()) {
      case FATAL -> health.fail(failed.detail(), failed.why(), failed.remedy());
      case UNSUPPORTED -> queue.addFirst(task);
      case TOO_LONG, REJECTED, MODERATED -> {
        health.rejected(task, failed, startedAt);
        if (task.step() == Step.ALONE) {
          giveUp(task, task.asks());
        } else {
          notAnswered(task, task.asks());
        }
      }
      default -> askAgain(task, failed, startedAt);
    }
  }

  private void askAgain(LaneTask task, Failed failed, long startedAt) {
    health.failed(failed, startedAt);
    if (task.attempts() + 1 < maxAttempts) {
      long wait = Backoff.nanos(task.attempts() + 1, clock.random());
      if (failed.hints().retryAfter() != null) {
        wait = Math.max(wait, failed.hints().retryAfter().toNanos());
      }
      queue.addLater(task.repeated(), clock.nanoTime() + wait);
      return;
    }
    health.exhausted(failed, startedAt);
    if (task.step() == Step.ALONE) {
      giveUp(task, task.asks());
    } else {
      notAnswered(task, task.asks());
    }
  }

  /**
   * The call brought no answer for these papers of it: they are asked about in smaller calls, or on
   * the last step by the same call while there are attempts.
   */
  void notAnswered(LaneTask task, List<AskedQuestion> leftOver) {
    if (task.stage() == Stage.TITLES && unreadable.titlesAreUseless()) {
      giveUp(task, leftOver);
      return;
    }
    // Asking about each title alone would cost more than the filter saves.
    boolean lastStep =
        task.step() == Step.ALONE || (task.stage() == Stage.TITLES && task.step() == Step.HALF);
    if (lastStep) {
      if (task.attempts() + 1 < maxAttempts) {
        queue.addFirst(task.repeated());
      } else {
        giveUp(task, leftOver);
      }
    } else {
      List<LaneTask> next = task.oneStepDown(leftOver);
      if (task.stage() == Stage.TITLES) {
        task.day().openTitles(next.size());
        task.day().titlesAnswered();
      }
      next.forEach(queue::addLast);
    }
  }

  /** No minute can hold that call: half of it may fit, a paper alone is given up. */
  void tooLarge(LaneTask task, String why) {
    queue.remove(task);
    if (task.asks().size() > 1) {
      halve(task);
    } else {
      task.asks().forEach(ask -> ask.missed(why, null));
      giveUp(task, task.asks());
    }
  }

  /** Two calls about half of the papers each take the place of one that is in no queue. */
  void halve(LaneTask task) {
    task.halves().forEach(queue::addFirst);
    if (task.stage() == Stage.TITLES) {
      task.day().openTitles(1);
    }
  }

  private void giveUp(LaneTask task, List<AskedQuestion> asks) {
    if (task.stage() == Stage.SCORES) {
      asks.forEach(answers::unanswered);
    } else {
      // The title filter only saves money: a title without an answer goes on to its scoring.
      asks.forEach(task.day()::pass);
      task.day().titlesAnswered();
    }
  }
}

package org.paperbeam.score;

import org.paperbeam.limit.Budget;
import org.paperbeam.limit.Throttle;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.Usage;
import org.paperbeam.money.Price;
import org.paperbeam.score.Completion.Call;

/**
 * The job's share of requests, tokens and money, which the one lane uses up: what a call reserves
 * when it starts is settled by what it really used. Used by the lane's thread.
 */
final class LaneLimits {
  private final ScoreConfig config;
  private final LanePace pace;
  private final Throttle throttle;
  private final Budget budget;
  private final Estimates estimates;

  LaneLimits(ScoreConfig config, LanePace pace, Estimates estimates) {
    this.config = config;
    this.pace = pace;
    this.estimates = estimates;
    this.throttle = new Throttle(config.getLimits(), pace.nanoTime());
    Double cap = config.getMaxCostUsd();
    this.budget = cap == null ? Budget.unlimited() : Budget.ofUsd(cap);
  }

  /** Nanoseconds until the rate allows a call with so many tokens; 0 for now. */
  long delay(long likelyTokens) {
    return throttle.delay(likelyTokens, pace.nanoTime());
  }

  /** Reserves the most that a call can cost; false, and nothing is reserved, above the cap. */
  boolean reserve(long microUsd) {
    return budget.reserve(microUsd);
  }

  /** Reserves what was asked already, whether or not the cap would still allow it. */
  void commit(long microUsd) {
    budget.commit(microUsd);
  }

  /** A call with about so many tokens leaves now; one in a batch has no rate. */
  void started(Call call) {
    throttle.started(call.estimatedTokens(), call.startedAt());
  }

  /** Settles rate and money of a call that ended; what it cost in millionths of a US dollar. */
  long settle(Completion completion) {
    Call call = completion.call();
    if (completion.outcome() instanceof Answered answer) {
      return answered(call, answer);
    }
    Failed failure = (Failed) completion.outcome();
    if (!call.batch()) {
      failed(call, failure);
    }
    boolean maybeBilled = failure.kind() == Kind.LOST;
    budget.settle(call.reservedMicroUsd(), maybeBilled ? call.reservedMicroUsd() : 0);
    return 0;
  }

  private long answered(Call call, Answered answer) {
    long used = answer.usage().promptTokens() + answer.usage().completionTokens();
    if (!call.batch()) {
      throttle.answered(
          call.estimatedTokens(),
          used == 0 ? call.estimatedTokens() : used,
          answer.hints(),
          pace.nanoTime());
    }
    LaneTask task = call.task();
    estimates.used(task.stage(), task.asks().size(), call.promptTokens(), answer.usage());
    long cost = cost(answer.usage(), call.batch());
    budget.settle(call.reservedMicroUsd(), used == 0 ? call.reservedMicroUsd() : cost);
    return cost;
  }

  private void failed(Call call, Failed failure) {
    long now = pace.nanoTime();
    if (failure.kind() == Kind.RATE) {
      throttle.refused(call.estimatedTokens(), failure.hints(), call.startedAt(), now);
    } else {
      throttle.failed(failure.hints(), now);
    }
  }

  private long cost(Usage usage, boolean batch) {
    Price price = config.getPrice() == null ? null : config.getPrice().of(batch).orElse(null);
    return price == null
        ? 0
        : Estimates.microUsd(
            price.cost(usage.promptTokens(), usage.cachedTokens(), usage.completionTokens()));
  }
}

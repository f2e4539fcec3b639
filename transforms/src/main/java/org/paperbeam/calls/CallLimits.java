package org.paperbeam.calls;

import java.io.IOException;
import org.paperbeam.limit.Budget;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.limit.Throttle;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.Usage;
import org.paperbeam.money.Price;

/**
 * The job's share of requests, tokens and money, which the one lane uses up: what a call reserves
 * when it starts is settled by what it really used. For the whole job; used by the lane's thread.
 */
public final class CallLimits {
  private final SpendConfig spending;
  private final CallClock clock;
  private final Throttle throttle;
  private final Budget budget;
  private final CallEstimates estimates;

  public CallLimits(
      LimitConfig limits, SpendConfig spending, CallChannel channel, CallEstimates estimates) {
    this.spending = spending;
    this.clock = channel.clock();
    this.estimates = estimates;
    this.throttle = new Throttle(limits, clock.nanoTime());
    Double cap = spending.getMaxCostUsd();
    this.budget =
        cap == null
            ? Budget.unlimited()
            : Budget.ofUsd(cap, channel.permit(), limits.maxInFlight());
  }

  /** Nanoseconds until the rate allows a call with so many tokens; 0 for now. */
  public long delay(long likelyTokens) {
    return throttle.delay(likelyTokens, clock.nanoTime());
  }

  /**
   * Reserves the most that a call can cost; false, and nothing is reserved, above the cap.
   *
   * @throws IOException when what may be spent could not be kept; nothing is reserved
   */
  public boolean reserve(Call call) throws IOException {
    return budget.reserve(call.mostMicroUsd());
  }

  /** Reserves what an earlier run has asked, whether or not the cap would still allow it. */
  public void commit(Call call) {
    budget.commit(call.mostMicroUsd());
  }

  /** A call leaves now; one in a batch has no rate. */
  public void started(Call call) {
    if (!call.batch()) {
      throttle.started(call.likelyTokens(), call.startedAt());
    }
  }

  /** Settles rate and money of a call that ended; what it cost in millionths of a US dollar. */
  public long settle(CallEnd end) {
    Call call = end.call();
    if (end.outcome() instanceof Answered answer) {
      return answered(call, answer);
    }
    Failed failure = (Failed) end.outcome();
    if (!call.batch()) {
      failed(call, failure);
    }
    boolean maybeBilled = failure.kind() == Kind.LOST;
    budget.settle(call.mostMicroUsd(), maybeBilled ? call.mostMicroUsd() : 0);
    return 0;
  }

  private long answered(Call call, Answered answer) {
    long used = answer.usage().promptTokens() + answer.usage().completionTokens();
    if (!call.batch()) {
      throttle.answered(
          call.likelyTokens(),
          used == 0 ? call.likelyTokens() : used,
          answer.hints(),
          clock.nanoTime());
    }
    estimates.used(call.stage(), call.papers().size(), call.promptTokens(), answer.usage());
    long cost = cost(answer.usage(), call.batch());
    budget.settle(call.mostMicroUsd(), used == 0 ? call.mostMicroUsd() : cost);
    return cost;
  }

  private void failed(Call call, Failed failure) {
    long now = clock.nanoTime();
    if (failure.kind() == Kind.RATE) {
      throttle.refused(call.likelyTokens(), failure.hints(), call.startedAt(), now);
    } else {
      throttle.failed(failure.hints(), now);
    }
  }

  private long cost(Usage usage, boolean batch) {
    Price price = spending.priceOf(batch);
    return price == null
        ? 0
        : CallEstimates.microUsd(
            price.cost(usage.promptTokens(), usage.cachedTokens(), usage.completionTokens()));
  }
}

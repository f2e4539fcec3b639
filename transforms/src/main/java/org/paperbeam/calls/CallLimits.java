package org.paperbeam.calls;

import java.util.List;
import org.paperbeam.limit.Budget;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.limit.Throttle;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.Quirks;
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
  private final Quirks quirks;

  public CallLimits(
      LimitConfig limits,
      SpendConfig spending,
      CallClock clock,
      CallEstimates estimates,
      Quirks quirks) {
    this.quirks = quirks;
    this.spending = spending;
    this.clock = clock;
    this.estimates = estimates;
    this.throttle = new Throttle(limits, clock.nanoTime());
    Double cap = spending.getMaxCostUsd();
    this.budget = cap == null ? Budget.unlimited() : Budget.ofUsd(cap);
  }

  /** Nanoseconds until the rate allows a call with so many tokens; 0 for now. */
  public long delay(long likelyTokens) {
    return throttle.delay(likelyTokens, clock.nanoTime());
  }

  /** Reserves the most that a call can cost; false, and nothing is reserved, above the cap. */
  public boolean reserve(Call call) {
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

  /** Whether an answer that was cut off had so much room that more will not help. */
  public boolean isGenerous(Call call) {
    return estimates.isGenerous(call);
  }

  /** What the user should know of how the service counts. */
  public List<String> warnings() {
    return estimates.warnings();
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
    estimates.used(call, answer, quirks.thinks());
    long cost = cost(answer.usage(), call.batch());
    // What nobody tells the cost of may have cost all that was reserved.
    budget.settle(call.mostMicroUsd(), answer.usage().isKnown() ? cost : call.mostMicroUsd());
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

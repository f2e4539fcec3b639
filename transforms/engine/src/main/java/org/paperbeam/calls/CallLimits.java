package org.paperbeam.calls;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.limit.Budget;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.limit.Start;
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
  private final LimitConfig limits;
  private final SpendConfig spending;
  private final CallClock clock;
  private final Throttle throttle;
  private final Budget budget;
  private final CallEstimates estimates;
  private final Quirks quirks;

  /** Calls in flight that have a rate, by number. */
  private final Map<Long, Start> starts = new HashMap<>();

  /** The limits of a lane that starts now. */
  public CallLimits(
      CallAllowance allowance,
      SpendConfig spending,
      CallChannel channel,
      CallEstimates estimates,
      Quirks quirks) {
    this.limits = allowance.limits();
    this.quirks = quirks;
    this.spending = spending;
    this.clock = channel.clock();
    this.estimates = estimates;
    this.throttle = new Throttle(limits, allowance.past(), clock.nanoTime(), clock.now());
    this.budget = allowance.budget();
  }

  /** Nanoseconds until the rate allows a call with at most so many tokens; 0 for now. */
  public long delay(long mostTokens) {
    return throttle.delay(mostTokens, clock.nanoTime());
  }

  /** Why a call with at most so many tokens can never start; null when it can. */
  public @Nullable String tooLarge(long mostTokens) {
    return throttle.fits(mostTokens)
        ? null
        : String.format(
            Locale.ROOT,
            "asked alone it may take %,d tokens, and the limit is %,d a minute",
            mostTokens,
            limits.tokensPerMinute());
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
      starts.put(call.number(), throttle.started(call.mostTokens(), call.startedAt()));
    }
  }

  /** Settles rate and money of a call that ended; what it cost in millionths of a US dollar. */
  public long settle(CallEnd end) {
    Call call = end.call();
    if (end.outcome() instanceof Answered answer) {
      return answered(call, answer);
    }
    Failed failure = (Failed) end.outcome();
    Start start = starts.remove(call.number());
    if (start != null) {
      failed(start, failure);
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
    Start start = starts.remove(call.number());
    if (start != null) {
      throttle.answered(
          start, used == 0 ? call.mostTokens() : used, answer.hints(), clock.nanoTime());
    }
    estimates.used(call, answer, quirks.thinks());
    long cost = cost(answer.usage(), call.batch());
    // What nobody tells the cost of may have cost all that was reserved.
    budget.settle(call.mostMicroUsd(), answer.usage().isKnown() ? cost : call.mostMicroUsd());
    return cost;
  }

  private void failed(Start start, Failed failure) {
    long now = clock.nanoTime();
    switch (failure.kind()) {
      case RATE -> throttle.refused(start, failure.hints(), now);
      case NOT_MADE -> throttle.notMade(start);
      default -> throttle.failed(failure.hints(), now);
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

package org.paperbeam.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Says when the next call may start. In every window of 60 seconds the requests and tokens of
 * {@link LimitConfig} hold, also for calls of any size and from the first minute on: a call starts
 * when it fits beside all that started in the last minute, with all the tokens that it can use, and
 * when what it will likely use has flowed in at a steady pace. What it did not use is given back
 * when it is answered.
 *
 * <p>What no option says it learns from the service's headers and refusals. A refusal (429) stops
 * every start until the service's {@code Retry-After}, cuts the pace at once, and the pace then
 * comes back slowly (additive increase, multiplicative decrease). Refusals with no answer between
 * them tell of no rate: the pauses get longer, the pace is cut once, and no rate below {@value
 * #LEAST_LEARNT} calls a minute is learnt from them.
 *
 * <p>Times are {@link System#nanoTime()} values of the caller. Not thread-safe: the lane's one
 * thread asks.
 */
public final class Throttle {
  private static final double DECREASE = 0.7;
  private static final double INCREASE = 0.01;
  private static final double SLOWEST = 0.05;

  /**
   * A refusal tells that there is a limit. How many calls went before it tells what the limit is
   * only when they were many: a busy service refuses the first call, too. What is lower than this
   * is found by the cuts of later refusals.
   */
  public static final int LEAST_LEARNT = 10;

  /** So many answers are about what it is learnt from. */
  private static final int LEARNT_FROM = 8;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final LimitConfig config;
  private final boolean requestsAreGiven;
  private final boolean tokensAreGiven;
  private final StartLog log = new StartLog();

  /** What a call that nobody knows of may have taken, to be paid by the first one; 0 for none. */
  private long owed;

  private boolean owes;

  private double requestsPerMinute;
  private double tokensPerMinute;
  private @Nullable Bucket requests;
  private @Nullable Bucket tokens;
  private double share = 1;

  /** How much of the tokens that calls could use they do use. */
  private double usedShare = 1;

  private boolean learntFromRefusal;

  /** What was learnt may be far too low: it grows fast until the service refuses again. */
  private boolean mayBeFarTooLow;

  private boolean refusedYet;

  /** Whether anything was answered since the pace was last cut. */
  private boolean answeredSince;

  private long slowedAt;
  private long pausedUntil;
  private Duration nextPause = FIRST_PAUSE;

  /** The throttle of a lane before which nobody has asked. */
  public Throttle(LimitConfig config, long now) {
    this(config, PastCalls.NONE, now, Instant.EPOCH);
  }

  /**
   * The throttle of a lane that starts now.
   *
   * @param past what others have used of the same limits
   * @param now nanoseconds of the caller's clock
   * @param time the same moment, as {@code past} tells it
   */
  public Throttle(LimitConfig config, PastCalls past, long now, Instant time) {
    this.config = config;
    requestsAreGiven = config.requestsPerMinute() > 0;
    tokensAreGiven = config.tokensPerMinute() > 0;
    pausedUntil = now;
    owes = past.mayBeInFlight();
    owed = past.largest();
    List<PastCalls.PastCall> byTime =
        past.answered().stream()
            .sorted(Comparator.comparing(PastCalls.PastCall::answeredAt))
            .toList();
    for (PastCalls.PastCall call : byTime) {
      // Another machine's clock may be ahead.
      long age = Math.max(0, Duration.between(call.answeredAt(), time).toNanos());
      log.add(new Start(call.tokens(), call.tokens(), now - age));
    }
    if (requestsAreGiven) {
      limitRequests(config.requestsPerMinute(), now);
    }
    if (tokensAreGiven) {
      limitTokens(config.tokensPerMinute(), now);
    }
  }

  /** Whether a call with at most that many tokens can ever start: a minute must hold it. */
  public boolean fits(long mostTokens) {
    return !tokensAreGiven || mostTokens <= config.tokensPerMinute();
  }

  /** Nanoseconds until a call with at most that many tokens may start; 0 when it may start now. */
  public long delay(long mostTokens, long now) {
    long delay = Math.max(0, pausedUntil - now);
    if (requests != null) {
      delay = Math.max(delay, requests.delay(1, now));
      if (!learntFromRefusal) {
        delay = Math.max(delay, log.delayForRequests(requestsPerMinute, now));
      }
    }
    if (tokens != null) {
      payForTheUnknown(mostTokens, now);
      delay = Math.max(delay, tokens.delay(mostTokens * usedShare, now));
      long units = Math.min(mostTokens, (long) tokensPerMinute);
      delay = Math.max(delay, log.delayForTokens(tokensPerMinute, units, now));
    }
    return delay;
  }

  /**
   * A lane that was lost may have had a call saved up and in flight that nobody knows of: the first
   * call of the next one pays for that, too.
   */
  private void payForTheUnknown(long mostTokens, long now) {
    if (owes && tokens != null) {
      owes = false;
      tokens.take(Math.max(owed, mostTokens), now);
    }
  }

  /** A call started now, with that many tokens reserved for it. */
  public Start started(long mostTokens, long now) {
    if (requests != null) {
      requests.take(1, now);
    }
    double paid = mostTokens * usedShare;
    if (tokens != null) {
      tokens.take(paid, now);
    }
    Start start = new Start(mostTokens, paid, now);
    log.add(start);
    return start;
  }

  /** The call was answered: settles what it reserved, takes the hints, speeds up a little. */
  public void answered(Start start, long usedTokens, RateHints hints, long now) {
    if (start.tokens() > 0) {
      usedShare += (Math.min(1, (double) usedTokens / start.tokens()) - usedShare) / LEARNT_FROM;
    }
    settle(start, usedTokens);
    nextPause = FIRST_PAUSE;
    answeredSince = true;
    if (learntFromRefusal) {
      // At first one request a minute more for every answer at the least.
      share += mayBeFarTooLow ? Math.max(INCREASE, 1 / requestsPerMinute) : INCREASE;
      applyShare(now);
    } else if (share < 1) {
      share = Math.min(1, share + INCREASE);
      applyShare(now);
    }
    take(hints, now);
  }

  /**
   * The call failed for another reason: its tokens stay taken, the service may have counted them.
   */
  public void failed(RateHints hints, long now) {
    take(hints, now);
  }

  /** The call was never made: the service knows nothing of it. */
  public void notMade(Start start) {
    settle(start, 0);
    log.remove(start);
  }

  /**
   * The service refused for the rate: it gave no tokens, but counts the request. Refusals of calls
   * that were on their way when the rate was last cut do not cut it again.
   */
  public void refused(Start start, RateHints hints, long now) {
    settle(start, 0);
    take(hints, now);
    Duration pause = hints.retryAfter();
    if (pause == null) {
      pause = nextPause;
    }
    pausedUntil = Math.max(pausedUntil, now + pause.toNanos());
    if (refusedYet && start.at() - slowedAt < 0) {
      return;
    }
    nextPause = min(nextPause.multipliedBy(2), LONGEST_PAUSE);
    boolean isNews = !refusedYet || answeredSince;
    refusedYet = true;
    answeredSince = false;
    slowedAt = now;
    if (isNews) {
      slowDown(now);
    }
  }

  private void slowDown(long now) {
    if (requests == null && tokens == null) {
      // Nobody said a rate: what the service took in the last minute is the best guess.
      learntFromRefusal = true;
      mayBeFarTooLow = true;
      limitRequests(Math.max(LEAST_LEARNT, log.requestsOfTheLastMinute(now) - 1), now);
      share = 0.9;
    } else {
      mayBeFarTooLow = false;
      share = Math.max(SLOWEST, share * DECREASE);
    }
    applyShare(now);
  }

  private void settle(Start start, long usedTokens) {
    if (tokens != null) {
      tokens.giveBack(start.paid() - usedTokens);
    }
    log.hold(start, usedTokens);
  }

  private void take(RateHints hints, long now) {
    // A minute's limit is whole again after a minute; a longer one shows in a refusal.
    pausedUntil = Math.max(pausedUntil, now + min(hints.pause(), LONGEST_PAUSE).toNanos());
    if (!requestsAreGiven
        && hints.requestsPerMinute() > 0
        && hints.requestsPerMinute() != requestsPerMinute) {
      learntFromRefusal = false;
      share = Math.min(1, share);
      limitRequests(hints.requestsPerMinute(), now);
    }
    if (!tokensAreGiven
        && hints.tokensPerMinute() > 0
        && hints.tokensPerMinute() != tokensPerMinute) {
      limitTokens(hints.tokensPerMinute(), now);
    }
  }

  private void limitRequests(double perMinute, long now) {
    requestsPerMinute = perMinute;
    if (requests == null) {
      requests = new Bucket(perMinute, owes ? -1 : 1, now);
    }
    applyShare(now);
  }

  private void limitTokens(double perMinute, long now) {
    tokensPerMinute = perMinute;
    if (tokens == null) {
      tokens = new Bucket(perMinute, 0, now);
    }
    applyShare(now);
  }

  private void applyShare(long now) {
    if (requests != null) {
      requests.rate(requestsPerMinute * share, now);
    }
    if (tokens != null) {
      tokens.rate(tokensPerMinute * Math.min(1, share), now);
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}

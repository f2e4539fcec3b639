package org.paperbeam.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Says when the next call may start. It holds the requests and tokens a minute of {@link
 * LimitConfig}; what no option says it learns from the service's headers and refusals. A refusal
 * (429) stops every start until the service's {@code Retry-After}, cuts the rate at once, and the
 * rate then comes back slowly (additive increase, multiplicative decrease).
 *
 * <p>Times are {@link System#nanoTime()} values of the caller. Not thread-safe: the lane's one
 * thread asks.
 */
public final class Throttle {
  private static final double DECREASE = 0.7;
  private static final double INCREASE = 0.01;
  private static final double SLOWEST = 0.05;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final boolean requestsAreGiven;
  private final boolean tokensAreGiven;
  private final Deque<Long> recentStarts = new ArrayDeque<>();

  private double requestsPerMinute;
  private double tokensPerMinute;
  private @Nullable Bucket requests;
  private @Nullable Bucket tokens;
  private double share = 1;
  private boolean learntFromRefusal;
  private boolean refusedYet;
  private long slowedAt;
  private long pausedUntil;
  private Duration nextPause = FIRST_PAUSE;

  public Throttle(LimitConfig config, long now) {
    requestsAreGiven = config.requestsPerMinute() > 0;
    tokensAreGiven = config.tokensPerMinute() > 0;
    pausedUntil = now;
    if (requestsAreGiven) {
      limitRequests(config.requestsPerMinute(), now);
    }
    if (tokensAreGiven) {
      limitTokens(config.tokensPerMinute(), now);
    }
  }

  /** Nanoseconds until a call with about that many tokens may start; 0 when it may start now. */
  public long delay(long estimatedTokens, long now) {
    long delay = Math.max(0, pausedUntil - now);
    if (requests != null) {
      delay = Math.max(delay, requests.delay(1, now));
    }
    if (tokens != null) {
      delay = Math.max(delay, tokens.delay(estimatedTokens, now));
    }
    return delay;
  }

  /** A call started now, with that many tokens reserved for it. */
  public void started(long estimatedTokens, long now) {
    if (requests != null) {
      requests.take(1, now);
    }
    if (tokens != null) {
      tokens.take(estimatedTokens, now);
    }
    recentStarts.addLast(now);
    startsOfTheLastMinute(now);
  }

  /** The call was answered: settles what it reserved, takes the hints, speeds up a little. */
  public void answered(long estimatedTokens, long usedTokens, RateHints hints, long now) {
    if (tokens != null) {
      tokens.giveBack(estimatedTokens - usedTokens);
    }
    nextPause = FIRST_PAUSE;
    if (learntFromRefusal) {
      // A first guess may be far too low: one request a minute more for every answer at the least.
      share += Math.max(INCREASE, 1 / requestsPerMinute);
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

  /**
   * The service refused for the rate.
   *
   * @param startedAt when the refused call had started: refusals of calls that were on their way
   *     when the rate was last cut do not cut it again
   */
  public void refused(long estimatedTokens, RateHints hints, long startedAt, long now) {
    if (tokens != null) {
      tokens.giveBack(estimatedTokens);
    }
    recentStarts.removeFirstOccurrence(startedAt);
    take(hints, now);
    Duration pause = hints.retryAfter();
    if (pause == null) {
      pause = nextPause;
    }
    pausedUntil = Math.max(pausedUntil, now + pause.toNanos());
    if (refusedYet && startedAt - slowedAt < 0) {
      return;
    }
    refusedYet = true;
    slowedAt = now;
    nextPause = min(nextPause.multipliedBy(2), LONGEST_PAUSE);
    if (requests == null && tokens == null) {
      // Nobody said a rate: what the service took in the last minute is the best guess.
      learntFromRefusal = true;
      limitRequests(Math.max(1, startsOfTheLastMinute(now)), now);
      share = 0.9;
    } else {
      share = Math.max(SLOWEST, share * DECREASE);
    }
    applyShare(now);
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
      requests = new Bucket(perMinute, 1, now);
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

  private int startsOfTheLastMinute(long now) {
    while (!recentStarts.isEmpty() && recentStarts.peekFirst() - (now - MINUTE) <= 0) {
      recentStarts.removeFirst();
    }
    return recentStarts.size();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}

package org.paperbeam.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Every call that started in the last {@link #SPAN}, with the tokens that it holds: what a call
 * must still fit beside, so that no window of 60 seconds, wherever it begins, sees more than the
 * limit. Not thread-safe.
 */
final class StartLog {
  /**
   * The limit's minute, and one second for the way to the service: of two calls the first may be
   * that much slower to get there (a connection, a pause of Java's) and still they are not counted
   * in one minute.
   */
  static final long SPAN = Duration.ofSeconds(61).toNanos();

  private final Deque<Start> starts = new ArrayDeque<>();
  private long tokens;

  /** Adds a call that did not start before the last one. */
  void add(Start start) {
    starts.addLast(start);
    tokens += start.tokens();
  }

  /** From now on that call holds so many tokens. */
  void hold(Start start, long now) {
    if (start.isCounted()) {
      tokens += now - start.tokens();
    }
    start.hold(now);
  }

  /** The call was never made. */
  void remove(Start start) {
    if (start.isCounted() && starts.remove(start)) {
      forget(start);
    }
  }

  /** Nanoseconds until another call may start beside the others; 0 for now. */
  long delayForRequests(double limit, long now) {
    expire(now);
    long tooMany = starts.size() + 1 - Math.max(1, (long) limit);
    return delay(tooMany, now, /* ofTokens= */ false);
  }

  /** Nanoseconds until a call with so many tokens may start beside the others; 0 for now. */
  long delayForTokens(double limit, long units, long now) {
    expire(now);
    return delay(tokens + units - (long) limit, now, /* ofTokens= */ true);
  }

  /** Nanoseconds until so much is older than the span. */
  private long delay(long tooMuch, long now, boolean ofTokens) {
    long left = tooMuch;
    long until = now;
    for (Start start : starts) {
      if (left <= 0) {
        break;
      }
      left -= ofTokens ? start.tokens() : 1;
      until = start.at() + SPAN;
    }
    return until - now;
  }

  /** Calls that started in the last 60 seconds. */
  int requestsOfTheLastMinute(long now) {
    expire(now);
    long minute = Duration.ofMinutes(1).toNanos();
    return (int) starts.stream().filter(start -> now - start.at() < minute).count();
  }

  private void expire(long now) {
    while (!starts.isEmpty() && now - starts.peekFirst().at() >= SPAN) {
      forget(starts.removeFirst());
    }
  }

  private void forget(Start start) {
    start.forget();
    tokens -= start.tokens();
  }
}

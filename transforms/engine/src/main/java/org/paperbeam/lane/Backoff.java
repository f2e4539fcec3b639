package org.paperbeam.lane;

import java.time.Duration;

/** Exponential back-off with full jitter: every wait from nothing to the bound is as likely. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Backoff() {}

  /**
   * How long to wait before the next attempt.
   *
   * @param attempts failed attempts so far, 1 or more
   * @param random at least 0, less than 1
   */
  static long nanos(int attempts, double random) {
    double bound = FIRST.toNanos() * Math.pow(2, Math.min(attempts - 1, 10));
    return (long) (Math.min(bound, LONGEST.toNanos()) * random);
  }
}

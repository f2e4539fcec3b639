package org.paperbeam.limit;

/**
 * A call that has started, as the {@link Throttle} counts it: a request, and the tokens reserved
 * for it until it is known what it used. Not thread-safe.
 */
public final class Start {
  private final long at;
  private final double paid;
  private long tokens;
  private boolean counted = true;

  /**
   * A call that started then.
   *
   * @param paid tokens that have flowed in for it
   */
  Start(long tokens, double paid, long at) {
    this.at = at;
    this.paid = paid;
    this.tokens = tokens;
  }

  /** Tokens that have flowed in for it at the steady pace: what it will likely use. */
  double paid() {
    return paid;
  }

  /** When it started, in nanoseconds of the caller's clock. */
  public long at() {
    return at;
  }

  /** What it holds of the tokens now. */
  long tokens() {
    return tokens;
  }

  void hold(long now) {
    tokens = now;
  }

  /** Whether the log still counts it. */
  boolean isCounted() {
    return counted;
  }

  void forget() {
    counted = false;
  }
}

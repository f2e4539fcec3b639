package org.paperbeam.limit;

/**
 * A bucket that fills at a steady rate and starts empty: what flows out of it in the first minute,
 * and in a minute that two buckets share one after the other, is what has flowed in. Something
 * leaves only when it is in the bucket as a whole; for that the bucket holds what is waited for,
 * and else at most {@link #BURST_SECONDS} of its rate. Not thread-safe.
 */
final class Bucket {
  /** Enough to make up for a scheduler's delay, too little to be a burst. */
  static final double BURST_SECONDS = 0.5;

  private static final double NANOS = 1e9;
  private static final double ROUNDING = 1e-6;

  private double perSecond;
  private double waitedFor;
  private double level;
  private long filledAt;

  /** A bucket for {@code perMinute} units, more than 0, with {@code first} units in it. */
  Bucket(double perMinute, double first, long now) {
    this.filledAt = now;
    this.level = first;
    rate(perMinute, now);
  }

  /** Changes the rate from now on; what is in the bucket, or owed, stays. */
  void rate(double perMinute, long now) {
    if (perSecond > 0) {
      fill(now);
    }
    perSecond = perMinute / 60;
    level = Math.min(level, capacity());
  }

  /** Nanoseconds until that many units may be taken; 0 when they may be taken now. */
  long delay(double units, long now) {
    fill(now);
    // More than a minute's would never be there: it is owed then.
    waitedFor = Math.min(units, 60 * perSecond);
    double missing = waitedFor - level;
    return missing <= ROUNDING ? 0 : (long) Math.ceil(missing / perSecond * NANOS);
  }

  /** Takes units out; below zero is a debt that is filled up first. */
  void take(double units, long now) {
    fill(now);
    level -= units;
    waitedFor = 0;
  }

  /** Puts back what was taken too much (or, below 0, takes what was taken too little). */
  void giveBack(double units) {
    level = Math.min(capacity(), level + units);
  }

  private double capacity() {
    return Math.max(waitedFor, Math.max(1, perSecond * BURST_SECONDS));
  }

  private void fill(long now) {
    if (now > filledAt) {
      level = Math.min(capacity(), level + (now - filledAt) / NANOS * perSecond);
      filledAt = now;
    }
  }
}

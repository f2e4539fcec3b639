package org.paperbeam.limit;

/**
 * A bucket that fills at a steady rate and starts almost empty: a full one would let the first
 * minute use twice its share. It never holds more than {@link #BURST_SECONDS} of its rate, so that
 * in any 60 seconds no more flows out than the limit says.
 *
 * <p>Something larger than the bucket flows out of a full one and leaves a debt. Not thread-safe.
 */
final class Bucket {
  /** Enough to make up for a scheduler's delay, too little to be a burst. */
  static final double BURST_SECONDS = 0.5;

  /** What flows out in 60 s is the rate times 60 plus a full bucket: the sum must be the limit. */
  private static final double SHARE = 60 / (60 + BURST_SECONDS);

  private static final double NANOS = 1e9;

  private double perSecond;
  private double capacity;
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
    fill(now);
    perSecond = perMinute / 60 * SHARE;
    capacity = Math.max(1, perSecond * BURST_SECONDS);
    level = Math.min(level, capacity);
  }

  /** Nanoseconds until that many units may be taken; 0 when they may be taken now. */
  long delay(double units, long now) {
    fill(now);
    double missing = Math.min(units, capacity) - level;
    return missing <= 1e-9 ? 0 : (long) Math.ceil(missing / perSecond * NANOS);
  }

  /** Takes units out; below zero is a debt that is filled up first. */
  void take(double units, long now) {
    fill(now);
    level -= units;
  }

  /** Puts back what was taken too much (or, below 0, takes what was taken too little). */
  void giveBack(double units) {
    level = Math.min(capacity, level + units);
  }

  private void fill(long now) {
    if (now > filledAt) {
      level = Math.min(capacity, level + (now - filledAt) / NANOS * perSecond);
      filledAt = now;
    }
  }
}

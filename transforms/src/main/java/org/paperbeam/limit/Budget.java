package org.paperbeam.limit;

/**
 * The cost cap of one run: a call starts only if even its highest possible cost stays below the
 * cap. What a call really cost replaces its reservation when it is answered; a call whose end is
 * unknown (a time-out, a reset) keeps its reservation, because the service may bill it.
 *
 * <p>Amounts are millionths of a US dollar. Not thread-safe.
 */
public final class Budget {
  private final long cap;
  private long spent;
  private long reserved;

  private Budget(long cap) {
    this.cap = cap;
  }

  /** A budget that never ends. */
  public static Budget unlimited() {
    return new Budget(Long.MAX_VALUE / 4);
  }

  /** A cap in US dollars, 0 or more; 0 pays for nothing. */
  public static Budget ofUsd(double usd) {
    if (!(usd >= 0)) {
      throw new IllegalArgumentException("maxCostUsd is " + usd + ", allowed is 0 or more");
    }
    return new Budget((long) Math.floor(usd * 1e6));
  }

  /**
   * Reserves the most that a call can cost; false, and nothing changed, when the cap forbids it.
   */
  public boolean reserve(long microUsd) {
    if (spent + reserved + microUsd > cap) {
      return false;
    }
    reserved += microUsd;
    return true;
  }

  /** Reserves what has been asked already, whether or not the cap would still allow it. */
  public void commit(long microUsd) {
    reserved += microUsd;
  }

  /** Replaces a reservation by what the call cost. */
  public void settle(long reservedMicroUsd, long usedMicroUsd) {
    reserved -= reservedMicroUsd;
    spent += usedMicroUsd;
  }
}

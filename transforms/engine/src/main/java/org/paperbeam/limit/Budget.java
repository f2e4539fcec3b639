package org.paperbeam.limit;

import java.io.IOException;

/**
 * The cost cap of one run, however often it is started again: a call starts only if even its
 * highest possible cost stays below the cap. What a call really cost replaces its reservation when
 * it is answered; a call whose end is unknown (a time-out, a reset) keeps its reservation, because
 * the service may bill it.
 *
 * <p>Before calls can pass what is authorised in the {@link SpendAccount}, a larger sum is: in
 * steps, so that few calls wait for that. A run that was killed counts as spent whatever was
 * authorised and is not known to be paid.
 *
 * <p>Amounts are millionths of a US dollar. Not thread-safe.
 */
public final class Budget {
  /** A step is at least such a part of the cap: a run writes some hundred times at the most. */
  private static final int STEPS = 100;

  private final long cap;
  private final SpendAccount account;
  private final int callsAtOnce;
  private long authorised;
  private long spent;
  private long reserved;

  /** Authorised before this run was started again, and not known to be paid. */
  private long unproven;

  private Budget(long cap, SpendAccount account, int callsAtOnce) {
    this.cap = cap;
    this.account = account;
    this.callsAtOnce = callsAtOnce;
    this.authorised = account.authorised();
    this.spent = account.paid();
    this.unproven = Math.max(0, authorised - spent);
  }

  /** A budget that never ends, and keeps no account. */
  public static Budget unlimited() {
    return new Budget(Long.MAX_VALUE / 4, SpendAccount.none(), 1);
  }

  /** A cap in US dollars, 0 or more, of a run that cannot be started again; 0 pays for nothing. */
  public static Budget ofUsd(double usd) {
    return ofUsd(usd, SpendAccount.none(), 1);
  }

  /**
   * A cap in US dollars, 0 or more; 0 pays for nothing.
   *
   * @param account what the run has spent before, and where it is kept what it may spend
   * @param callsAtOnce for how many calls more is authorised at a time, 1 or more
   */
  public static Budget ofUsd(double usd, SpendAccount account, int callsAtOnce) {
    if (!(usd >= 0)) {
      throw new IllegalArgumentException("maxCostUsd is " + usd + ", allowed is 0 or more");
    }
    return new Budget((long) Math.floor(usd * 1e6), account, callsAtOnce);
  }

  /**
   * Reserves the most that a call can cost; false, and nothing changed, when the cap forbids it.
   *
   * @throws IOException when it could not be kept that so much may be spent; nothing is reserved
   */
  public boolean reserve(long microUsd) throws IOException {
    long needed = committed() + microUsd;
    if (needed > cap) {
      return false;
    }
    if (needed > authorised) {
      long step = Math.max(microUsd * callsAtOnce, cap / STEPS);
      long next = Math.min(cap, needed + step);
      account.authorise(next);
      authorised = next;
    }
    reserved += microUsd;
    account.committed(committed());
    return true;
  }

  /**
   * Reserves what has been asked already, whether or not the cap would still allow it. What this
   * run asked before it was started again is counted already.
   */
  public void commit(long microUsd) {
    unproven -= Math.min(unproven, microUsd);
    reserved += microUsd;
    account.committed(committed());
  }

  /** Replaces a reservation by what the call cost. */
  public void settle(long reservedMicroUsd, long usedMicroUsd) {
    reserved -= reservedMicroUsd;
    spent += usedMicroUsd;
    account.committed(committed());
  }

  private long committed() {
    return spent + unproven + reserved;
  }
}

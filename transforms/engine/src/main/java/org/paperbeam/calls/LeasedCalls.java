package org.paperbeam.calls;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.Lease;

/** Permits calls while a lease of the ledger is held, and keeps the run's account in it. */
public final class LeasedCalls implements CallPermit {
  /** How often a lane looks whether a lease that could not be renewed is valid again. */
  private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

  private final Lease lease;
  private final long paidMicroUsd;

  /**
   * Calls of the run that holds the lease.
   *
   * @param paidMicroUsd what the run has paid already, in millionths of a US dollar
   */
  public LeasedCalls(Lease lease, long paidMicroUsd) {
    this.lease = lease;
    this.paidMicroUsd = paidMicroUsd;
  }

  @Override
  public long delay() {
    return lease.isValid() ? 0 : LOOK_AGAIN;
  }

  @Override
  public @Nullable String lost() {
    return lease.lost();
  }

  @Override
  public long paid() {
    return paidMicroUsd;
  }

  @Override
  public long authorised() {
    return lease.authorised();
  }

  @Override
  public void authorise(long upTo) throws IOException {
    lease.authorise(upTo);
  }

  @Override
  public void committed(long microUsd) {
    lease.committed(microUsd);
  }
}

package org.paperbeam.limit;

import java.io.IOException;

/**
 * What a run is known to have spent, kept where it outlives the process: a run that is started
 * again counts all that was authorised before, because a call that was in flight may be billed.
 * Amounts are millionths of a US dollar, for the whole run.
 */
public interface SpendAccount {
  /** What this run has paid for its answers before this account was opened. */
  long paid();

  /** What this run was allowed to spend before this account was opened; the larger one counts. */
  long authorised();

  /**
   * Keeps that the run may spend so much; when this returns, whoever starts the run again knows.
   *
   * @throws IOException when it could not be kept: no call that needs it may start
   */
  void authorise(long upTo) throws IOException;

  /** What is spent, or may have been, at this moment: what is kept when the account is closed. */
  void committed(long microUsd);

  /** An account that keeps nothing, for a run that cannot be started again. */
  static SpendAccount none() {
    return new SpendAccount() {
      @Override
      public long paid() {
        return 0;
      }

      @Override
      public long authorised() {
        return 0;
      }

      @Override
      public void authorise(long upTo) {}

      @Override
      public void committed(long microUsd) {}
    };
  }
}

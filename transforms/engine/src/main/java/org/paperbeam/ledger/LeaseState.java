package org.paperbeam.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the lease's file says.
 *
 * @param holder who may ask; null when nobody does
 * @param runs those that have asked, the last one first
 */
record LeaseState(@Nullable Holder holder, List<Account> runs) {
  /** A run that so many others have followed is not started again. */
  private static final int MOST_RUNS = 16;

  static final LeaseState FREE = new LeaseState(null, List.of());

  LeaseState {
    runs = List.copyOf(runs);
  }

  /**
   * Who may ask.
   *
   * @param id another one each time that a lease is taken
   * @param expires until when, by the holder's clock
   */
  record Holder(String runId, String id, WorkerProcess process, Instant expires) {
    @Override
    public String toString() {
      return "run " + runId + " on " + process;
    }
  }

  /**
   * A run, and its money.
   *
   * @param authorisedMicroUsd what it may have spent, in millionths of a US dollar
   * @param heldUntil when it was last known to hold the lease
   */
  record Account(String runId, long authorisedMicroUsd, Instant heldUntil) {}

  long authorised(String runId) {
    return runs.stream()
        .filter(run -> run.runId().equals(runId))
        .mapToLong(Account::authorisedMicroUsd)
        .findFirst()
        .orElse(0);
  }

  /** The same, held by that one; who held it before is among the runs. */
  LeaseState heldBy(Holder next, Instant now) {
    LeaseState before = holder == null || holder.id().equals(next.id()) ? this : without(now);
    return new LeaseState(next, before.runs);
  }

  /** The same, held by nobody. */
  LeaseState without(Instant now) {
    return holder == null ? this : new LeaseState(null, account(holder.runId(), 0, now).runs);
  }

  /** The same, with that account of a run, which never shrinks. */
  LeaseState account(String runId, long atLeast, Instant now) {
    return withAccount(new Account(runId, Math.max(atLeast, authorised(runId)), now));
  }

  /** The same, with exactly that account. */
  LeaseState withAccount(Account account) {
    return new LeaseState(
        holder,
        Stream.concat(
                Stream.of(account),
                runs.stream().filter(run -> !run.runId().equals(account.runId())))
            .sorted(Comparator.comparing(Account::heldUntil).reversed())
            .limit(MOST_RUNS)
            .toList());
  }
}

package org.paperbeam.ledger;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.Pace;
import org.paperbeam.ledger.LeaseState.Holder;
import org.paperbeam.storage.RetainedException;

/**
 * Where runs wait for the {@link Lease} of a ledger. A holder whose process can be seen to be gone
 * holds back nobody; one that cannot be seen, for {@link Lease#LASTS} at the most. A run that is
 * started again takes over from its own earlier self, whatever the file says, and asks only when
 * that one can ask no more.
 */
public final class LeaseQueue {
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** Who renews is seen to do so within that time, whatever its clock says. */
  private static final Duration SURELY_RENEWED = Lease.RENEWED_EVERY.plusSeconds(5);

  /** No two clocks differ by so much. */
  private static final Duration LONG_AGO = Duration.ofMinutes(10);

  private final LeaseFile file;
  private final Pace pace;
  private final Consumer<String> notices;

  LeaseQueue(LeaseFile file, Pace pace, Consumer<String> notices) {
    this.file = file;
    this.pace = pace;
    this.notices = notices;
  }

  /** What was seen of a file that did not change. */
  private record Look(String version, long since) {}

  /** Takes the lease for a run, when its turn has come. Says for whom it waits. */
  public Lease acquire(String runId) throws IOException, InterruptedException {
    Look look = new Look("", pace.nanoTime());
    Holder waitedFor = null;
    while (true) {
      LeaseFile.Found found = file.read();
      if (!found.version().equals(look.version())) {
        look = new Look(found.version(), pace.nanoTime());
      }
      Holder holder = found.state().holder();
      boolean free = holder == null || hasEnded(holder, look);
      if (free || holder.runId().equals(runId)) {
        Lease lease = take(found, runId).orElse(null);
        if (lease == null) {
          continue;
        }
        if (waitedFor != null) {
          notices.accept(waitedFor + " has ended: this one continues");
        }
        return free ? lease : outlast(lease, holder);
      }
      if (waitedFor == null || !waitedFor.id().equals(holder.id())) {
        waitedFor = holder;
        notices.accept(
            "waiting for "
                + holder
                + ", which asks the LLM for this output; nothing that it pays for is paid again");
      }
      pace.sleep(LOOK);
    }
  }

  /** Takes the lease if nobody holds it now; empty when somebody does. */
  public Optional<Lease> tryAcquire(String runId) throws IOException {
    LeaseFile.Found found = file.read();
    Holder holder = found.state().holder();
    boolean free = holder == null || hasEnded(holder, new Look(found.version(), pace.nanoTime()));
    return free ? take(found, runId) : Optional.empty();
  }

  private boolean hasEnded(Holder holder, Look look) {
    if (holder.process().isGone() || Lease.isGivenUp(holder)) {
      return true;
    }
    Duration unchanged = Duration.ofNanos(pace.nanoTime() - look.since());
    Duration expired = Duration.between(holder.expires(), pace.now());
    return unchanged.compareTo(Lease.LASTS) >= 0
        || expired.compareTo(LONG_AGO) >= 0
        || (!expired.isNegative() && unchanged.compareTo(SURELY_RENEWED) >= 0);
  }

  private Optional<Lease> take(LeaseFile.Found found, String runId) throws IOException {
    Instant now = pace.now();
    String id = UUID.randomUUID().toString();
    LeaseState state =
        found
            .state()
            .heldBy(new Holder(runId, id, WorkerProcess.current(), now.plus(Lease.LASTS)), now);
    Lease.enter(id);
    @Nullable RetainedException kept = null;
    boolean taken = false;
    try {
      taken = file.write(found, state);
    } catch (RetainedException e) {
      kept = e;
      taken = true;
      notices.accept(
          "two runs at once on this output are not kept apart, and may pay twice: "
              + e.getMessage());
    } finally {
      if (!taken) {
        Lease.leave(id);
      }
    }
    return taken ? Optional.of(new Lease(file, pace, state, kept)) : Optional.empty();
  }

  /** An earlier worker of the same run may ask until its own time is over. */
  private Lease outlast(Lease lease, Holder earlier) throws InterruptedException {
    Duration left = Duration.between(pace.now(), earlier.expires());
    Duration wait = left.compareTo(Lease.VALID) < 0 ? left : Lease.VALID;
    notices.accept(
        "waiting for up to %d s for %s, which was given up and may still be asking"
            .formatted(Math.max(0, wait.toSeconds()), earlier));
    long from = pace.nanoTime();
    long renewed = from;
    while (pace.nanoTime() - from < wait.toNanos() && !earlier.process().isGone()) {
      pace.sleep(LOOK);
      if (pace.nanoTime() - renewed >= Lease.RENEWED_EVERY.toNanos()) {
        renewed = pace.nanoTime();
        boolean unused = lease.renew();
      }
    }
    return lease;
  }
}

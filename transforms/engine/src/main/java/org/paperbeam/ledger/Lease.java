package org.paperbeam.ledger;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.Pace;
import org.paperbeam.ledger.LeaseState.Holder;
import org.paperbeam.storage.RetainedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to ask the LLM for an output, which one lane of all runs and workers has at a time: a
 * file of the ledger, written under conditions. Made by {@link LeaseQueue}; thread-safe.
 *
 * <p>It is renewed every {@link #RENEWED_EVERY}. Its holder may start a call only within {@link
 * #VALID} of the last renewal, so that one that was paused or cut off finds out by itself; nobody
 * else takes it before {@link #LASTS} have passed. The difference is what the clocks of two
 * machines may differ by, and what a request to the storage may take.
 *
 * <p>It holds as far as the storage's conditions do: on Google Cloud Storage always; in a local
 * folder among the processes of one machine and user; through another of Beam's file systems, or a
 * network folder that several machines mount, two that start within the same moment may both get
 * it, and the one whose write came first ends at its next renewal. Where a retention policy lets no
 * file be replaced there is no lease: {@link LeaseQueue} says so, and two runs at once may pay
 * twice.
 *
 * <p>The account of a run is in the same file: what it may have spent, for whoever starts it again.
 */
public final class Lease implements AutoCloseable {
  /** How long a holder may start calls after it has renewed. */
  public static final Duration VALID = Duration.ofSeconds(60);

  /** When others may take a lease that was not renewed. */
  public static final Duration LASTS = Duration.ofSeconds(100);

  /** How often it is renewed. */
  public static final Duration RENEWED_EVERY = Duration.ofSeconds(20);

  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

  /** Those that are held in this process: one that is not was given up, and holds back nobody. */
  private static final Set<String> IN_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final LeaseFile file;
  private final Pace pace;
  private final String runId;
  private final String id;
  private final List<LeaseState.Account> before;
  private final long authorisedBefore;

  private LeaseState state;
  private long renewedAt;
  private Instant renewed;
  private boolean failing;
  private @Nullable RetainedException kept;
  private @Nullable Long committed;
  private volatile @Nullable String lost;
  private @Nullable Thread renewing;

  /**
   * A lease that was just taken.
   *
   * @param state what its file says, with this holder
   * @param kept why it could not be written; null when it was
   */
  Lease(LeaseFile file, Pace pace, LeaseState state, @Nullable RetainedException kept) {
    Holder holder = state.holder();
    if (holder == null) {
      throw new IllegalArgumentException("a lease has a holder");
    }
    this.file = file;
    this.pace = pace;
    this.runId = holder.runId();
    this.id = holder.id();
    this.state = state;
    this.before = state.runs();
    this.authorisedBefore = state.authorised(runId);
    this.kept = kept;
    this.renewedAt = pace.nanoTime();
    this.renewed = pace.now();
  }

  /** Whether a lease of this process is given up; what others hold cannot be seen here. */
  static boolean isGivenUp(Holder holder) {
    return holder.process().isThisOne() && !IN_THIS_PROCESS.contains(holder.id());
  }

  /** From before it is written until it is closed. */
  static void enter(String id) {
    IN_THIS_PROCESS.add(id);
  }

  static void leave(String id) {
    IN_THIS_PROCESS.remove(id);
  }

  /** The run that holds it. */
  public String runId() {
    return runId;
  }

  /** Those runs, this one too, that held a lease at that time or after it, before this one did. */
  public List<String> runsSince(Instant time) {
    return before.stream()
        .filter(run -> !run.heldUntil().isBefore(time))
        .map(LeaseState.Account::runId)
        .toList();
  }

  /** What this run may have spent before, in millionths of a US dollar. */
  public long authorised() {
    return authorisedBefore;
  }

  /** Whether a call may start now. False may pass, see {@link #lost}. */
  public synchronized boolean isValid() {
    if (lost != null) {
      return false;
    }
    // One of the two stands still while the machine sleeps, the other may be set.
    long nanos = pace.nanoTime() - renewedAt;
    return kept != null
        || (nanos < VALID.toNanos() && Duration.between(renewed, pace.now()).compareTo(VALID) < 0);
  }

  /** Why it will never be valid again; null while that is not known. */
  public @Nullable String lost() {
    return lost;
  }

  /** Renews it now; whether that worked. What fails is tried again. */
  public synchronized boolean renew() {
    try {
      write(state.authorised(runId));
      failing = false;
      return lost == null;
    } catch (IOException e) {
      if (!failing) {
        LOG.warn("the right to ask the LLM could not be renewed: {}", e.getMessage());
      }
      failing = true;
      return false;
    }
  }

  /** Keeps that this run may have spent so much, and renews the lease. */
  public synchronized void authorise(long microUsd) throws IOException {
    write(microUsd);
    String why = lost;
    if (why != null) {
      throw new IOException(why);
    }
  }

  /** What this run has spent or may have spent; kept when the lease is closed. */
  public synchronized void committed(long microUsd) {
    committed = microUsd;
  }

  private void write(long authorised) throws IOException {
    if (lost != null || kept != null) {
      return;
    }
    long began = pace.nanoTime();
    Instant now = pace.now();
    boolean written = false;
    while (!written) {
      LeaseFile.Found found = file.read();
      Holder holder = found.state().holder();
      if (found.file() != null && (holder == null || !holder.id().equals(id))) {
        lost =
            "%s has the right to ask now: this one had not renewed it for %d s"
                .formatted(
                    holder == null ? "somebody else" : holder.toString(),
                    Duration.ofNanos(began - renewedAt).toSeconds());
        return;
      }
      // A file that somebody removed is written again.
      LeaseState next =
          state
              .account(runId, authorised, now)
              .heldBy(new Holder(runId, id, WorkerProcess.current(), now.plus(LASTS)), now);
      try {
        written = file.write(found, next);
      } catch (RetainedException e) {
        kept = e;
        return;
      }
      state = next;
    }
    renewedAt = began;
    renewed = now;
  }

  /** Starts to renew it on a thread of its own, until it is closed or lost. */
  public Lease keepRenewed() {
    Thread thread = new Thread(this::renewAgainAndAgain, "lease-" + runId);
    thread.setDaemon(true);
    renewing = thread;
    thread.start();
    return this;
  }

  private void renewAgainAndAgain() {
    try {
      boolean works = true;
      while (lost == null) {
        pace.sleep(works ? RENEWED_EVERY : AFTER_A_FAILURE);
        works = renew();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives it back, so that nobody waits for it. What cannot be written ends by itself. */
  @Override
  public void close() {
    // A cancelled step is interrupted, and files are not written then.
    boolean interrupted = Thread.interrupted();
    try {
      release();
    } catch (IOException e) {
      LOG.warn(
          "the right to ask the LLM could not be given back, it ends in {} s: {}",
          LASTS.toSeconds(),
          e.getMessage());
    } finally {
      leave(id);
      Thread thread = renewing;
      if (thread != null) {
        thread.interrupt();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void release() throws IOException {
    try {
      releaseIfHeld();
    } finally {
      if (lost == null) {
        lost = "the right to ask was given back";
      }
    }
  }

  private void releaseIfHeld() throws IOException {
    boolean released = lost != null || kept != null;
    while (!released) {
      LeaseFile.Found found = file.read();
      Holder holder = found.state().holder();
      if (holder == null || !holder.id().equals(id)) {
        break;
      }
      Instant now = pace.now();
      LeaseState next = found.state().without(now);
      if (committed != null) {
        next = next.withAccount(new LeaseState.Account(runId, committed, now));
      }
      try {
        released = file.write(found, next);
      } catch (RetainedException e) {
        released = true;
      }
    }
  }
}

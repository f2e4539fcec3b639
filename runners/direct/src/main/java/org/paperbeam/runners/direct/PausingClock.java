package org.paperbeam.runners.direct;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.beam.runners.direct.Clock;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * The clock of one job on DirectRunner, which makes its driver wait while there is nothing to do.
 *
 * <p>As long as a bundle is open, Beam 2.70.0's driver looks through all watermarks and timers
 * round after round without a pause, which takes a whole core for as long as a job waits for a
 * service. It asks this clock for the time twice or more often for every step of a round; a bundle
 * that is committed asks it on a thread of its own. So the clock knows when the driver looks in
 * vain, and lets it wait: for a millisecond first, then for twice as long each time, up to {@link
 * #LONGEST_PAUSE}. The next bundle that is committed ends the pause, and the driver is at full
 * speed again.
 *
 * <p>The driver holds its own locks meanwhile. So a pause is short, and there is at most one for
 * {@value #LOOKS_BETWEEN_PAUSES} looks. Thread-safe.
 */
final class PausingClock implements Clock {
  /** How long a bundle that has nothing to commit may find the driver asleep. */
  static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

  static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

  /** So often the driver asks for the time before it waits (again): about a round of our graph. */
  static final int LOOKS_BETWEEN_PAUSES = 256;

  private static final String DRIVER = "org.apache.beam.runners.direct.QuiescenceDriver";

  private final BooleanSupplier inDriver;
  private final LongConsumer parkNanos;
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();

  /** Looks of the driver's since the last pause or commit. */
  private final AtomicInteger looks = new AtomicInteger();

  /** The next pause, in nanoseconds. */
  private volatile long pause = SHORTEST_PAUSE.toNanos();

  /** Who was last seen to be the driver: it changes its thread from round to round. */
  private volatile @Nullable Thread driver;

  private volatile @Nullable Thread paused;

  PausingClock() {
    this(PausingClock::isDriver, LockSupport::parkNanos);
  }

  /**
   * A clock for tests.
   *
   * @param inDriver whether this thread is the driver's at present
   * @param parkNanos waits so long, or until the thread is given a permit
   */
  PausingClock(BooleanSupplier inDriver, LongConsumer parkNanos) {
    this.inDriver = inDriver;
    this.parkNanos = parkNanos;
  }

  @Override
  public Instant now() {
    Thread thread = Thread.currentThread();
    if (thread == driver || inDriver.getAsBoolean()) {
      driver = thread;
      looked(thread);
    } else {
      committed();
    }
    return new Instant(startMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
  }

  private void looked(Thread thread) {
    if (looks.incrementAndGet() <= LOOKS_BETWEEN_PAUSES) {
      return;
    }
    looks.set(0);
    // The thread that was the driver's may be a bundle's by now.
    if (!inDriver.getAsBoolean()) {
      committed();
      return;
    }
    long nanos = pause;
    pause = Math.min(2 * nanos, LONGEST_PAUSE.toNanos());
    paused = thread;
    parkNanos.accept(nanos);
    paused = null;
  }

  private void committed() {
    looks.set(0);
    pause = SHORTEST_PAUSE.toNanos();
    LockSupport.unpark(paused);
  }

  /** Whether the driver stands in this thread's stack; a bundle's end is a class inside of it. */
  static boolean isDriver() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(DRIVER)));
  }
}

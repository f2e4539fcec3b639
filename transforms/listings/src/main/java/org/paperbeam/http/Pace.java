package org.paperbeam.http;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock and the sleeper that everything which waits is given. Tests give one that never really
 * sleeps. Implementations are safe for many threads.
 */
public interface Pace {
  /** Nanoseconds that only ever grow, for measuring spans; see {@link System#nanoTime()}. */
  long nanoTime();

  /** The time of day, for what other machines say in dates. */
  Instant now();

  /** Waits at least that long; not at all when {@code d} is zero or negative. */
  void sleep(Duration d) throws InterruptedException;

  /** The machine's own clock, and real sleep. */
  static Pace system() {
    return SystemPace.INSTANCE;
  }
}

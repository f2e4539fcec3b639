package org.paperbeam.batch;

import java.time.Duration;

/** For how long a service has been out of reach, and whether that is too long. */
final class OutageTimer {
  /** While a batch is open: it is paid, and worth a wait. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration LONGEST_WITH_NOTHING_OPEN = Duration.ofMinutes(5);

  private boolean out;
  private long since;

  /** The service has answered. */
  void ended() {
    out = false;
  }

  /**
   * The service could not be reached; minutes after which that ends the run, 0 while it does not.
   */
  long tooLong(boolean somethingIsOpen, long now) {
    if (!out) {
      out = true;
      since = now;
    }
    Duration longest = somethingIsOpen ? LONGEST : LONGEST_WITH_NOTHING_OPEN;
    return now - since > longest.toNanos() ? longest.toMinutes() : 0;
  }
}

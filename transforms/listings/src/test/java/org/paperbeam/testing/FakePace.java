package org.paperbeam.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.paperbeam.http.Pace;

/** A clock that stands still but for what is slept on it, and remembers each sleep above zero. */
public final class FakePace implements Pace {
  private final Instant start;
  private final List<Duration> sleeps = new ArrayList<>();
  private Duration elapsed = Duration.ZERO;

  public FakePace(Instant start) {
    this.start = start;
  }

  @Override
  public synchronized long nanoTime() {
    return elapsed.toNanos();
  }

  @Override
  public synchronized Instant now() {
    return start.plus(elapsed);
  }

  @Override
  public synchronized void sleep(Duration d) {
    if (!d.isNegative() && !d.isZero()) {
      sleeps.add(d);
      elapsed = elapsed.plus(d);
    }
  }

  /** Lets time go by without a sleep. */
  public synchronized void advance(Duration d) {
    elapsed = elapsed.plus(d);
  }

  /** Every sleep above zero so far, in order. */
  public synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }
}

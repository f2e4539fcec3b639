package org.paperbeam.calendar;

import java.io.Serializable;
import java.time.Instant;

/** A stretch of time from {@code from}, inclusive, to {@code until}, exclusive; maybe empty. */
public record Window(Instant from, Instant until) implements Serializable {
  public Window {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("a window cannot end at " + until + ", before " + from);
    }
  }

  public boolean isEmpty() {
    return from.equals(until);
  }
}

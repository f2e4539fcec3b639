package org.paperbeam.lane;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells those who watch why a lane waits: at once, and while the trouble lasts once in so long.
 * Used by the lane's thread.
 */
final class TroubleNotices {
  private static final long BETWEEN = TimeUnit.SECONDS.toNanos(25);

  private final Consumer<String> told;
  private boolean toldAny;
  private long toldAt;

  TroubleNotices(Consumer<String> told) {
    this.told = told;
  }

  /**
   * Something is asked again.
   *
   * @param now nanoseconds of the lane's clock
   */
  void tell(String trouble, long now) {
    if (!toldAny || now - toldAt >= BETWEEN) {
      toldAny = true;
      toldAt = now;
      told.accept(trouble + "; asked again");
    }
  }
}

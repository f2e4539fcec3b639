package org.paperbeam.pipeline.options;

import java.time.LocalDate;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What {@code --from} and {@code --to} must be to each other. */
public final class DateRange {
  private DateRange() {}

  /**
   * Refuses a range that goes backwards; null is no limit on that side.
   *
   * @throws UsageException when {@code to} comes before {@code from}
   */
  public static void checkForward(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from != null && to != null && from.isAfter(to)) {
      throw new UsageException(
          "--from=" + from + " is after --to=" + to + ": a range goes forward");
    }
  }

  /** The same of dates as options have them, ISO. */
  public static void checkForward(@Nullable String from, @Nullable String to) {
    checkForward(
        from == null ? null : LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
  }
}

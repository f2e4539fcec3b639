package org.paperbeam.pipeline.command;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.http.Pace;
import org.paperbeam.paper.DayKind;
import org.paperbeam.pipeline.report.RunReport;

/** Waits for a day's announcement, for so many minutes in all, ten at a time. */
final class AnnouncementWait {
  private static final Duration STEP = Duration.ofMinutes(10);

  private final LocalDate date;
  private final Pace pace;
  private final PrintStream told;
  private Duration left;

  AnnouncementWait(LocalDate date, int minutes, Pace pace, PrintStream told) {
    this.date = date;
    this.left = Duration.ofMinutes(minutes);
    this.pace = pace;
    this.told = told;
  }

  /** Whether to run again; comes back after the wait. */
  boolean again(RunReport report) throws InterruptedException {
    if (left.isZero() || !isNotOut(report)) {
      return false;
    }
    Duration wait = left.compareTo(STEP) < 0 ? left : STEP;
    left = left.minus(wait);
    told.println(
        "the announcement of "
            + date
            + " is not out yet: asking again in "
            + wait.toMinutes()
            + " minutes");
    pace.sleep(wait);
    return true;
  }

  private static boolean isNotOut(RunReport report) {
    return report.days().stream().anyMatch(d -> d.getKind() == DayKind.NOT_ANNOUNCED_YET)
        || report.reasonKind() == FailureKind.NOT_OUT_YET;
  }
}

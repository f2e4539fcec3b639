package org.paperbeam.pipeline.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.paperbeam.lane.LaneStop;

/**
 * What the launcher does when it is told to end. While a lane of this process has calls in flight
 * these may end, and the run comes to its own end with a report; without one there is nothing to
 * wait for. A second signal ends the process at once. Thread-safe.
 */
final class Leaving implements IntConsumer {
  /**
   * For what comes after the calls: whole days, pages, the report. With the default of {@code
   * --drainSeconds} it is below the 30 s that Kubernetes gives, and far below systemd's 90 s.
   */
  static final Duration AFTERWARDS = Duration.ofSeconds(4);

  /** What shells say of a process that a signal ended. */
  private static final int BY_SIGNAL = 128;

  /** The process, as far as it ends. */
  interface Process {
    /** Ends it in order. */
    void exit(int code);

    /** Ends it at once. */
    void halt(int code);

    /** Does something after that time, unless the process has ended before. */
    void after(Duration time, Runnable what);
  }

  private final LaneStop lanes;
  private final Stopping stopping;
  private final PrintStream err;
  private final Process process;
  private int first;

  Leaving(LaneStop lanes, Stopping stopping, PrintStream err, Process process) {
    this.lanes = lanes;
    this.stopping = stopping;
    this.err = err;
    this.process = process;
  }

  /** A signal of that number has come. */
  @Override
  public void accept(int signal) {
    if (isSecond(signal)) {
      process.halt(BY_SIGNAL + signal);
      return;
    }
    // One who follows a job elsewhere has nothing in flight.
    Optional<Duration> drain = stopping.isOwn() ? Optional.empty() : lanes.ask();
    if (drain.isEmpty()) {
      process.exit(BY_SIGNAL + signal);
      return;
    }
    err.println();
    err.println(
        "paperbeam: stopping: calls in flight may end, for up to "
            + drain.get().toSeconds()
            + " s; a second signal ends at once");
    process.after(drain.get().plus(AFTERWARDS), () -> process.halt(BY_SIGNAL + signal));
  }

  private synchronized boolean isSecond(int signal) {
    if (first == 0) {
      first = signal;
      return false;
    }
    return true;
  }

  /** The exit code of a process whose command ended with that one. */
  synchronized int exitCode(int ofCommand) {
    return first == 0 ? ofCommand : BY_SIGNAL + first;
  }
}

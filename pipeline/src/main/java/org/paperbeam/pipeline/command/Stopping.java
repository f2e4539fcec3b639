package org.paperbeam.pipeline.command;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is done when the process is stopped from outside (Ctrl-C, a termination signal) while a
 * command runs. Thread-safe.
 */
final class Stopping {
  private final AtomicReference<Runnable> action = new AtomicReference<>();

  /** Something that wants its own way of stopping, until it is closed. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /** From now until the scope is closed, a stop does that. */
  Scope with(Runnable onStop) {
    action.set(onStop);
    return () -> action.set(null);
  }

  /** Whether something wants its own way of stopping now. */
  boolean isOwn() {
    return action.get() != null;
  }

  /** The process is stopped. */
  void stopped(PrintStream err) {
    Runnable now = action.get();
    if (now == null) {
      err.println();
      err.println("paperbeam: stopped; the same command goes on where it stopped");
    } else {
      now.run();
    }
  }
}

package org.paperbeam.pipeline.command;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Whether this process has run out of memory, wherever that was: the thread that met it may be one
 * for whose work others wait for ever. Some memory is kept back until then, for the end and its
 * report. Thread-safe.
 *
 * <p>The virtual machine says it, by a signal that the launcher has it send ({@code
 * -XX:OnOutOfMemoryError}), and threads that die of it.
 */
final class MemoryEnd {
  /** What people are told. */
  static final String REASON =
      "out of memory: give Java more, e.g. PAPERBEAM_JAVA_OPTS=-Xmx2g, or ask for fewer days at a"
          + " time";

  /** A report and the answers of a run that was paid are read in less. */
  private static final int KEPT_BACK = 8 << 20;

  private static final MemoryEnd OF_PROCESS = new MemoryEnd();

  private final AtomicBoolean come = new AtomicBoolean();
  private final AtomicReference<byte @Nullable []> keptBack = new AtomicReference<>();

  /** The one of this process. */
  static MemoryEnd ofProcess() {
    return OF_PROCESS;
  }

  /** Keeps memory back, and hears from now on of threads that die for want of it. */
  void watch() {
    keptBack.set(new byte[KEPT_BACK]);
    Thread.setDefaultUncaughtExceptionHandler(this::died);
  }

  /** What else a thread dies of is said as without us. */
  private void died(Thread thread, Throwable failure) {
    noteIfOut(failure);
    if (!hasCome()) {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      failure.printStackTrace(System.err);
    }
  }

  /** Memory has run out. */
  void note() {
    come.set(true);
    keptBack.set(null);
  }

  /** Memory has run out if that is what a failure comes from. */
  void noteIfOut(Throwable failure) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 50; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        note();
      }
      depth++;
    }
  }

  /** Whether it has. */
  boolean hasCome() {
    return come.get();
  }
}

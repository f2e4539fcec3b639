package org.paperbeam.metrics;

/**
 * Lets a runner see what a step has counted while the step still works on one element, which may
 * take hours: most of Beam's runners look at the end of an element only. A step that waits says so
 * before ({@link #look}); a runner that wants to look registers what it does then, for the thread
 * that it runs a step in or for the whole process. Without a runner that looks, nothing happens.
 * Thread-safe.
 */
public final class MetricsWatch {
  private static final Runnable NOBODY = () -> {};
  private static final ThreadLocal<Runnable> OF_THREAD = ThreadLocal.withInitial(() -> NOBODY);
  private static volatile Runnable ofProcess = NOBODY;

  private MetricsWatch() {}

  /** Somebody who looks, until it is closed. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /** From now until the scope is closed, steps in this thread are looked at by that. */
  public static Scope ofThread(Runnable looking) {
    Runnable before = OF_THREAD.get();
    OF_THREAD.set(looking);
    return () -> OF_THREAD.set(before);
  }

  /** From now until the scope is closed, steps in every thread are looked at by that, too. */
  public static Scope ofProcess(Runnable looking) {
    ofProcess = looking;
    return () -> {
      if (ofProcess == looking) {
        ofProcess = NOBODY;
      }
    };
  }

  /** The step of this thread is about to wait: what it has counted may be shown. */
  public static void look() {
    OF_THREAD.get().run();
    ofProcess.run();
  }
}

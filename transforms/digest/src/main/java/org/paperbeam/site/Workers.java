package org.paperbeam.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * As many threads as there are processors; closing them waits for none that still works. To be used
 * by one thread.
 */
final class Workers implements AutoCloseable {
  /** Work that reads or writes files. */
  @FunctionalInterface
  interface Work<R> {
    R run() throws IOException;
  }

  /** Work without a result. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  private final ExecutorService threads;
  private final List<Future<?>> later = new ArrayList<>();

  private Workers(ExecutorService threads) {
    this.threads = threads;
  }

  static Workers start() {
    return new Workers(
        Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors())));
  }

  /** Begins work; all work is begun in the order in which it is handed over. */
  <R> Future<R> begin(Work<R> work) {
    return threads.submit(work::run);
  }

  /** Waits for work; results in the order of the work. */
  static <R> List<R> results(List<Future<R>> running) throws IOException {
    List<R> results = new ArrayList<>();
    for (Future<R> future : running) {
      results.add(get(future));
    }
    return results;
  }

  /** Does the work some time before {@link #finish} returns. */
  void later(Task task) {
    later.add(
        begin(
            () -> {
              task.run();
              return null;
            }));
  }

  /** Waits for all that was left to later. */
  void finish() throws IOException {
    for (Future<?> future : later) {
      get(future);
    }
    later.clear();
  }

  private static <R> R get(Future<R> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      throw cause instanceof RuntimeException r ? r : new IllegalStateException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while pages were built", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

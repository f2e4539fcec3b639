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
  interface Work<T, R> {
    R apply(T value) throws IOException;
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

  /** Does the work for every value, side by side; results in the values' order. */
  <T, R> List<R> map(List<T> values, Work<T, R> work) throws IOException {
    List<Future<R>> running = new ArrayList<>();
    for (T value : values) {
      running.add(threads.submit(() -> work.apply(value)));
    }
    List<R> results = new ArrayList<>();
    for (Future<R> future : running) {
      results.add(get(future));
    }
    return results;
  }

  /**
   * Does the work some time before {@link #finish} returns. All work is begun in the order in which
   * it is handed over, so what was left before a call of {@link #map} is under way when that
   * returns.
   */
  void later(Task task) {
    later.add(
        threads.submit(
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

package org.paperbeam.calls;

import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The lane's clock, its only way to wait, and its dice; brought in from outside for tests. */
public interface CallClock {
  long nanoTime();

  Instant now();

  /** The next element, or null when there is none within that many nanoseconds. */
  <T> @Nullable T await(BlockingQueue<T> queue, long nanos) throws InterruptedException;

  /** At least 0, less than 1. */
  double random();

  /** The real clock. */
  static CallClock system() {
    return new CallClock() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public <T> @Nullable T await(BlockingQueue<T> queue, long nanos) throws InterruptedException {
        return queue.poll(nanos, TimeUnit.NANOSECONDS);
      }

      @Override
      public double random() {
        return ThreadLocalRandom.current().nextDouble();
      }
    };
  }
}

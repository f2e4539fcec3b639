package org.paperbeam.llm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Real time. */
final class SystemLater implements AnswerTimer.Later {
  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** On a thread that all time-outs of the process share, which does nothing that takes time. */
  @Override
  public AnswerTimer.Cancel after(long nanos, Runnable what) {
    CompletableFuture<Boolean> due =
        new CompletableFuture<Boolean>().completeOnTimeout(true, nanos, TimeUnit.NANOSECONDS);
    CompletableFuture<Void> unused =
        due.thenAccept(
            inTime -> {
              if (inTime) {
                what.run();
              }
            });
    return () -> due.complete(false);
  }
}

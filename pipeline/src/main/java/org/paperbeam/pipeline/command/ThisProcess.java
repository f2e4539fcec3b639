package org.paperbeam.pipeline.command;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The process that we are. */
final class ThisProcess implements Leaving.Process {
  @Override
  public void exit(int code) {
    System.exit(code);
  }

  @Override
  public void halt(int code) {
    Runtime.getRuntime().halt(code);
  }

  @Override
  public void after(Duration time, Runnable what) {
    Thread thread =
        new Thread(
            () -> {
              try {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
                what.run();
              } catch (InterruptedException nobodyWaits) {
                Thread.currentThread().interrupt();
              }
            },
            "end of the drain");
    thread.setDaemon(true);
    thread.start();
  }
}

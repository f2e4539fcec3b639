package org.paperbeam.pipeline.command;

import java.time.Duration;
import org.paperbeam.http.Pace;

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
                Pace.system().sleep(time);
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

package org.paperbeam.pipeline.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.paperbeam.pipeline.runner.RemoteJob;

/**
 * Asks, when the one who follows a remote job presses Ctrl-C, whether to leave the job running or
 * to cancel it. Without a terminal, without an answer, the job is left: what it pays for is kept.
 */
final class LeaveOrCancel implements Runnable {
  private final RemoteJob job;
  private final Console console;

  LeaveOrCancel(RemoteJob job, Console console) {
    this.job = job;
    this.console = console;
  }

  @Override
  public void run() {
    console.err().println();
    if (console.terminal() && asksToCancel()) {
      try {
        job.cancel();
        console.err().println("paperbeam: cancelled; the same command goes on where it stopped");
        return;
      } catch (IOException | RuntimeException e) {
        console.err().println("paperbeam: cannot cancel it: " + Reasons.oneLine(e));
      }
    }
    console
        .err()
        .println("paperbeam: left running: " + job.where() + "; the same command follows it again");
  }

  private boolean asksToCancel() {
    console.err().print("paperbeam: leave the job running, or cancel it? [l/c] ");
    console.err().flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8))
              .readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("c");
    } catch (IOException nobodyThere) {
      return false;
    }
  }
}

package org.paperbeam.pipeline.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.paperbeam.lane.LaneStop;

/** Where the launcher enters. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends the process with its exit code; with 128 and the signal's number when a
   * signal ended it.
   */
  public static void main(String[] arguments) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    AtomicBoolean ended = new AtomicBoolean();
    Stopping stopping = new Stopping();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!ended.get()) {
                    stopping.stopped(err);
                  }
                }));
    // The launcher knows whether standard error is a terminal; Java does not, on all its versions.
    boolean terminal = Boolean.getBoolean("paperbeam.terminal");
    Console console =
        new Console(
            System.in, out, err, System.getenv(), InstantSource.system(), terminal, stopping);
    Leaving leaving = new Leaving(LaneStop.ofProcess(), stopping, err, new ThisProcess());
    Signals.handle(leaving);
    MemoryEnd memory = MemoryEnd.ofProcess();
    memory.watch();
    Signals.handle("URG", memory::note);
    int code = new Cli(Commands.all()).run(arguments, console);
    out.flush();
    err.flush();
    ended.set(true);
    System.exit(leaving.exitCode(code));
  }

  /** Runs a command as {@link #main} does, and returns its exit code. */
  public static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    return new Cli(Commands.all())
        .run(arguments, new Console(out, err, environment, InstantSource.system(), false));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}

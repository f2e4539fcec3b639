package org.paperbeam.pipeline.command;

import java.util.List;
import java.util.function.IntConsumer;
import sun.misc.Signal;

/**
 * The signals by which a process is told to end. Java's own way, a shutdown hook, hears of the
 * first one only, and cannot let the program go on to its end.
 */
final class Signals {
  private static final List<String> NAMES = List.of("HUP", "INT", "TERM");

  private Signals() {}

  /** From now on these signals end nothing, but are given to {@code action} by their number. */
  static void handle(IntConsumer action) {
    for (String name : NAMES) {
      if (isThere(name)) {
        Signal.handle(new Signal(name), signal -> action.accept(signal.getNumber()));
      }
    }
  }

  /**
   * From now on this signal runs an action; by itself it ends nothing. {@code URG} means nothing to
   * a Java process, and the launcher has it sent when memory runs out.
   */
  static void handle(String name, Runnable action) {
    if (isThere(name)) {
      Signal.handle(new Signal(name), signal -> action.run());
    }
  }

  /** Not every system has every signal. */
  private static boolean isThere(String name) {
    try {
      return new Signal(name).getNumber() > 0;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }
}

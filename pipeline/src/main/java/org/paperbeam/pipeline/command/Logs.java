package org.paperbeam.pipeline.command;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/**
 * The log of Beam, the runner and the HTTP clients. It is off unless the user asks for it: what a
 * user has to know, our own lines say.
 */
final class Logs {
  private Logs() {}

  /** For the whole process. */
  static void configure(boolean verbose, PrintStream err) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(verbose ? Level.INFO : Level.OFF);
    if (verbose) {
      root.addHandler(immediate(err));
    }
  }

  private static Handler immediate(PrintStream err) {
    StreamHandler handler =
        new StreamHandler(err, new SimpleFormatter()) {
          @Override
          public synchronized void publish(LogRecord message) {
            super.publish(message);
            flush();
          }
        };
    handler.setLevel(Level.ALL);
    return handler;
  }
}

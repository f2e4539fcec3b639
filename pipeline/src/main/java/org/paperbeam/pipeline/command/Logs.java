package org.paperbeam.pipeline.command;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.paperbeam.metrics.PaperbeamMetrics;

/**
 * The log of Beam, the runner and the HTTP clients. It is off unless the user asks for it: what a
 * user has to know, our own lines say.
 */
final class Logs {
  /** Held, because the log manager forgets a logger that nobody holds. */
  private static final Logger NOTICES = Logger.getLogger(PaperbeamMetrics.NOTICES);

  private static final String OVER = "\r\u001b[K";

  private Logs() {}

  /**
   * For the whole process.
   *
   * @param terminal whether a progress line stands on {@code err} that has to give way
   */
  static void configure(boolean verbose, PrintStream err, boolean terminal) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(verbose ? Level.INFO : Level.OFF);
    if (verbose) {
      root.addHandler(immediate(err));
    }
    NOTICES.setLevel(Level.INFO);
    NOTICES.setUseParentHandlers(false);
    NOTICES.addHandler(plain(err, terminal));
  }

  /** The few lines that every user should see, without time, level and place. */
  private static Handler plain(PrintStream err, boolean terminal) {
    return new Handler() {
      @Override
      public void publish(LogRecord notice) {
        err.println((terminal ? OVER : "") + notice.getMessage());
      }

      @Override
      public void flush() {
        err.flush();
      }

      @Override
      public void close() {
        flush();
      }
    };
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

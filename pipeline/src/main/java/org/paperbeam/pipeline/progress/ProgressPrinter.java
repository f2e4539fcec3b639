package org.paperbeam.pipeline.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Shows progress: on a terminal one line that is written over, elsewhere a line every {@link
 * #BETWEEN_LINES}. For one thread.
 */
public final class ProgressPrinter implements AutoCloseable {
  /** How long a log waits for its next line. */
  public static final Duration BETWEEN_LINES = Duration.ofSeconds(20);

  private static final String OVER = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final ProgressLine line;
  private Instant lastLine;
  private @Nullable String shown;
  private boolean toldOfLedger;

  /**
   * A printer for a job that starts now.
   *
   * @param terminal whether {@code out} is watched by a person and understands ANSI codes
   */
  public ProgressPrinter(PrintStream out, boolean terminal, Instant now) {
    this.out = out;
    this.terminal = terminal;
    this.line = new ProgressLine(now);
    this.lastLine = now;
  }

  /** Shows the numbers if it is time to. */
  public void show(ProgressNumbers numbers, Instant now) {
    tellOfLedger(numbers);
    String text = line.text(numbers, now);
    if (terminal) {
      if (!text.equals(shown)) {
        out.print(OVER + text);
        out.flush();
        shown = text;
      }
    } else if (!now.isBefore(lastLine.plus(BETWEEN_LINES))) {
      out.println(text);
      lastLine = now;
    }
  }

  /** Says once how much is paid for already: it is known when the first lane begins. */
  private void tellOfLedger(ProgressNumbers numbers) {
    if (toldOfLedger || numbers.lanesStarted() == 0) {
      return;
    }
    toldOfLedger = true;
    out.println(
        String.format(
            Locale.ROOT,
            "%sthe ledger answers %,d papers; the LLM is asked about %,d",
            terminal ? OVER : "",
            numbers.ledgerHits(),
            numbers.papersToScore()));
  }

  /** Takes the live line away, so that what is printed next stands alone. */
  @Override
  public void close() {
    if (shown != null) {
      out.print(OVER);
      out.flush();
      shown = null;
    }
  }
}

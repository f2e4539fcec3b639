package org.paperbeam.pipeline.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Puts progress into one line and estimates the time left from the pace since the first paper was
 * decided. For one job and one thread.
 */
final class ProgressLine {
  /** A pace measured over less says nothing. */
  private static final Duration SHORTEST_MEASURE = Duration.ofSeconds(5);

  private final Instant started;
  private @Nullable Instant paceFrom;
  private long paceFromPapers;

  /** A line for a job that started then. */
  public ProgressLine(Instant started) {
    this.started = started;
  }

  /** The line at that time, shorter than 80 letters for any job that ends within a year. */
  public String text(ProgressNumbers numbers, Instant now) {
    Duration left = timeLeft(numbers, now).orElse(null);
    List<String> parts = new ArrayList<>();
    parts.add(clock(Duration.between(started, now)));
    if (numbers.daysAsked() > 0) {
      parts.add("days " + of(numbers.daysDone(), numbers.daysAsked()));
    }
    if (numbers.papersToScore() > 0) {
      parts.add("papers " + of(numbers.papersDone(), numbers.papersToScore()));
    } else if (numbers.papersListed() > 0) {
      parts.add(number(numbers.papersListed()) + " papers listed");
    } else {
      parts.add("listing");
    }
    if (numbers.calls() > 0) {
      parts.add(number(numbers.calls()) + " calls");
    }
    if (numbers.costMicroUsd() > 0) {
      parts.add(String.format(Locale.ROOT, "$%.2f", numbers.costMicroUsd() / 1e6));
    }
    if (left != null) {
      parts.add(inWords(left) + " left");
    }
    return String.join(" | ", parts);
  }

  /** The time left for the papers that are known to need the scorer; empty when unknown. */
  Optional<Duration> timeLeft(ProgressNumbers numbers, Instant now) {
    if (numbers.papersDone() == 0) {
      return Optional.empty();
    }
    if (paceFrom == null) {
      paceFrom = now;
      paceFromPapers = numbers.papersDone();
    }
    Duration measured = Duration.between(paceFrom, now);
    long done = numbers.papersDone() - paceFromPapers;
    long open = numbers.papersToScore() - numbers.papersDone();
    if (done <= 0 || open <= 0 || measured.compareTo(SHORTEST_MEASURE) < 0) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis(Math.round((double) measured.toMillis() * open / done)));
  }

  private static String of(long part, long whole) {
    return number(part) + "/" + number(whole);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String clock(Duration elapsed) {
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d",
        elapsed.toHours(),
        elapsed.toMinutesPart(),
        elapsed.toSecondsPart());
  }

  private static String inWords(Duration left) {
    if (left.compareTo(Duration.ofMinutes(1)) < 0) {
      return "under a minute";
    }
    if (left.compareTo(Duration.ofHours(1)) < 0) {
      return "about " + (left.toMinutes() + 1) + " min";
    }
    return String.format(Locale.ROOT, "about %d h %02d min", left.toHours(), left.toMinutesPart());
  }
}

package org.paperbeam.pipeline.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Puts progress into one line and estimates the time left from the pace since the first paper was
 * decided. For one job and one thread.
 *
 * <p>A line is at most {@link #COLUMNS} wide: where that does not do, what matters least is told in
 * short, and then left out.
 */
final class ProgressLine {
  /** Of the narrowest terminal that people still use. */
  static final int COLUMNS = 80;

  /** The last column of a terminal breaks the line on some. */
  private static final int WIDEST = COLUMNS - 1;

  private static final String BETWEEN = " | ";
  private static final String NARROW = " ";

  /** A pace measured over less says nothing. */
  private static final Duration SHORTEST_MEASURE = Duration.ofSeconds(5);

  /** A part of the line; of two parts the one named first matters more. */
  private enum Part {
    CLOCK,
    STAGE,
    PAPERS,
    FAILURES,
    DAYS,
    CALLS,
    COST,
    TIME_LEFT,
    RETRIES
  }

  private record Text(Part part, String whole, String inShort) {}

  private final Instant started;
  private @Nullable Instant paceFrom;
  private long paceFromPapers;
  private Map<String, Long> failedBefore = Map.of();
  private String lastFailure = "";

  /** A line for a job that started then. */
  public ProgressLine(Instant started) {
    this.started = started;
  }

  /** The line at that time. */
  public String text(ProgressNumbers numbers, Instant now) {
    List<Text> texts = new ArrayList<>();
    add(texts, Part.CLOCK, clock(Duration.between(started, now)));
    add(texts, Part.STAGE, numbers.stage().label());
    if (numbers.daysAsked() > 0) {
      String days = of(numbers.daysDone(), numbers.daysAsked());
      add(texts, Part.DAYS, "days " + days, "d " + days);
    }
    papers(texts, numbers);
    if (numbers.calls() > 0) {
      add(texts, Part.CALLS, number(numbers.calls()) + " calls", inShort(numbers.calls()) + " c");
    }
    if (numbers.retries() > 0) {
      add(
          texts,
          Part.RETRIES,
          number(numbers.retries()) + " retries",
          inShort(numbers.retries()) + " r");
    }
    failures(texts, numbers);
    if (numbers.costMicroUsd() > 0) {
      add(
          texts,
          Part.COST,
          String.format(Locale.ROOT, "$%.2f", numbers.costMicroUsd() / 1e6),
          "$" + inShort(numbers.costMicroUsd() / 1_000_000));
    }
    timeLeft(numbers, now)
        .ifPresent(left -> add(texts, Part.TIME_LEFT, inWords(left) + " left", inShort(left)));
    return fitted(texts);
  }

  private static void add(List<Text> texts, Part part, String text) {
    add(texts, part, text, text);
  }

  private static void add(List<Text> texts, Part part, String whole, String inShort) {
    texts.add(new Text(part, whole, inShort.length() < whole.length() ? inShort : whole));
  }

  private static void papers(List<Text> texts, ProgressNumbers numbers) {
    if (numbers.papersToScore() > 0) {
      String papers = of(numbers.papersDone(), numbers.papersToScore());
      add(
          texts,
          Part.PAPERS,
          "papers " + papers,
          "p " + inShort(numbers.papersDone()) + "/" + inShort(numbers.papersToScore()));
    } else if (numbers.papersListed() > 0) {
      add(texts, Part.PAPERS, number(numbers.papersListed()) + " papers listed");
    } else if (numbers.listingRequests() > 0) {
      add(texts, Part.PAPERS, number(numbers.listingRequests()) + " requests");
    }
  }

  /** How many calls brought no answer, and what sort of failure the last one was. */
  private void failures(List<Text> texts, ProgressNumbers numbers) {
    Map<String, Long> failed = numbers.failed();
    failed.entrySet().stream()
        .filter(kind -> kind.getValue() > failedBefore.getOrDefault(kind.getKey(), 0L))
        .max(
            Comparator.comparing(
                kind -> kind.getValue() - failedBefore.getOrDefault(kind.getKey(), 0L)))
        .ifPresent(kind -> lastFailure = kind.getKey().replace('_', ' '));
    failedBefore = failed;
    long refused = numbers.refused();
    long others = failed.values().stream().mapToLong(Long::longValue).sum() - refused;
    List<String> counts = new ArrayList<>();
    if (refused > 0) {
      counts.add(number(refused) + " refused");
    }
    if (others > 0) {
      counts.add(number(others) + " failed");
    }
    if (!counts.isEmpty()) {
      String last = lastFailure.isEmpty() ? "" : " (" + lastFailure + ")";
      add(
          texts,
          Part.FAILURES,
          String.join(", ", counts) + last,
          inShort(refused + Math.max(0, others))
              + " refused"
              + (lastFailure.isEmpty() ? "" : ": " + lastFailure));
    }
  }

  /** As much of it as a line holds: in short what matters least, then without it. */
  private static String fitted(List<Text> texts) {
    List<Text> left = new ArrayList<>(texts);
    List<Text> leastFirst = new ArrayList<>(texts);
    leastFirst.sort(Comparator.comparing(Text::part).reversed());
    for (Text text : leastFirst) {
      if (joined(left, BETWEEN).length() <= WIDEST) {
        return joined(left, BETWEEN);
      }
      left.set(left.indexOf(text), new Text(text.part(), text.inShort(), text.inShort()));
    }
    for (Text text : leastFirst) {
      if (joined(left, NARROW).length() > WIDEST && text.part().compareTo(Part.STAGE) > 0) {
        left.removeIf(other -> other.part() == text.part());
      }
    }
    return joined(left, NARROW);
  }

  private static String joined(List<Text> texts, String between) {
    return texts.stream().map(Text::whole).collect(Collectors.joining(between));
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

  /** Three digits or four: 1,234 as {@code 1234}, 12,345 as {@code 12k}. */
  private static String inShort(long value) {
    if (value < 10_000) {
      return Long.toString(value);
    }
    return value < 10_000_000 ? value / 1_000 + "k" : value / 1_000_000 + "M";
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
      return "<1 min";
    }
    if (left.compareTo(Duration.ofHours(1)) < 0) {
      return left.toMinutes() + 1 + " min";
    }
    return String.format(Locale.ROOT, "%d h %02d min", left.toHours(), left.toMinutesPart());
  }

  private static String inShort(Duration left) {
    return left.compareTo(Duration.ofHours(1)) < 0
        ? inWords(left)
        : String.format(Locale.ROOT, "%d:%02d h", left.toHours(), left.toMinutesPart());
  }
}

package org.paperbeam.score;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.paperbeam.calls.CallPrices;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerMonths;

/**
 * The answers that have come into the ledger since a run has read it: its own, from before it was
 * started again, and those of runs that it has waited for. To be read when the lane holds its
 * lease: nobody adds any then.
 */
final class NewAnswers {
  private final ScoreConfig config;
  private final FallbackQuestions fallback;
  private final CallPrices prices;
  private final Consumer<PaidCall> paid;
  private final FirstAnswers<PaperAnswer> answers = FirstAnswers.ofPapers();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> runs = new HashSet<>();
  private final Set<String> monthsRead = new HashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private long paidMicroUsd;

  /**
   * None yet.
   *
   * @param paid takes every call that is found, once
   */
  NewAnswers(ScoreConfig config, Consumer<PaidCall> paid) {
    this.config = config;
    this.fallback = FallbackQuestions.of(config);
    this.prices = config.prices();
    this.paid = paid;
  }

  /**
   * Reads those that are not under their months yet.
   *
   * @param others runs that have asked since, perhaps this one too
   */
  void read(Collection<String> others) throws IOException {
    runs.addAll(others);
    config.getLedger().entriesOf(config.getRunId(), warnings::add).forEach(this::take);
    if (!runs.isEmpty()) {
      config.getLedger().readOpen(this::takeOfRuns, warnings::add);
    }
  }

  /**
   * The same dates; before one is handed over, what has come under the months of its papers is
   * read, each month once. A runner need not let anybody go through the dates twice.
   */
  Iterator<PackedDay> reading(Iterator<PackedDay> days) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return days.hasNext();
      }

      @Override
      public PackedDay next() {
        PackedDay day = days.next();
        if (!runs.isEmpty()) {
          readMonths(day.getPrompts());
        }
        day.getPrompts().questions().forEach(question -> fallback.adopt(question, answers));
        return day;
      }
    };
  }

  private void readMonths(DayPrompts day) {
    for (String month : months(day)) {
      if (monthsRead.add(month)) {
        try {
          config.getLedger().readMonth(month, this::takeOfRuns, warnings::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static Set<String> months(DayPrompts day) {
    Set<String> months = new TreeSet<>();
    months.add(LedgerMonths.ofDate(day.getDate()));
    day.questions()
        .forEach(question -> months.add(LedgerMonths.ofPaper(question.paper().getArxivId())));
    return months;
  }

  private void takeOfRuns(LedgerEntry entry) {
    if (runs.contains(entry.getRunId())) {
      take(entry);
    }
  }

  private void take(LedgerEntry entry) {
    if (ids.add(entry.getId())) {
      PaidCall call = PaidCall.of(entry);
      FirstAnswers.addAll(answers, entry);
      paid.accept(call);
      if (entry.getRunId().equals(config.getRunId())) {
        paidMicroUsd += prices.microUsd(call);
      }
    }
  }

  /** What they say of papers. */
  FirstAnswers<PaperAnswer> answers() {
    return answers;
  }

  /** What this run has paid for its own, in millionths of a US dollar. */
  long paidMicroUsd() {
    return paidMicroUsd;
  }

  /** What is not as it was written. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}

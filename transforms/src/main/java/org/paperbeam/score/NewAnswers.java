package org.paperbeam.score;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerMonths;
import org.paperbeam.paper.ListedPaper;

/**
 * The answers that have come into the ledger since a run has read it: its own, from before it was
 * started again, and those of runs that it has waited for. To be read when the lane holds its
 * lease: nobody adds any then.
 */
final class NewAnswers {
  private final ScoreConfig config;
  private final Consumer<PaidCall> paid;
  private final FirstAnswers<PaperAnswer> answers = FirstAnswers.ofPapers();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private long paidMicroUsd;

  /**
   * None yet.
   *
   * @param paid takes every call that is found, once
   */
  NewAnswers(ScoreConfig config, Consumer<PaidCall> paid) {
    this.config = config;
    this.paid = paid;
  }

  /**
   * Reads them.
   *
   * @param runs those that have asked since, perhaps this one too
   * @param days what is to be asked: only the months of these papers are read
   */
  void read(Collection<String> runs, Iterable<PackedDay> days) throws IOException {
    Ledger ledger = config.getLedger();
    ledger.entriesOf(config.getRunId(), warnings::add).forEach(this::take);
    if (runs.isEmpty()) {
      return;
    }
    Consumer<LedgerEntry> ofRuns =
        entry -> {
          if (runs.contains(entry.getRunId())) {
            take(entry);
          }
        };
    ledger.readOpen(ofRuns, warnings::add);
    for (String month : months(days)) {
      ledger.readMonth(month, ofRuns, warnings::add);
    }
  }

  private static Set<String> months(Iterable<PackedDay> days) {
    Set<String> months = new TreeSet<>();
    for (PackedDay packed : days) {
      DayPrompts day = packed.getPrompts();
      months.add(LedgerMonths.ofDate(day.getDate()));
      Stream.concat(
              day.getBatches().stream().flatMap(batch -> batch.getQuestions().stream()),
              day.getPassed().stream())
          .forEach(question -> months.add(LedgerMonths.ofPaper(id(question.paper()))));
    }
    return months;
  }

  private static String id(ListedPaper paper) {
    return paper.getArxivId();
  }

  private void take(LedgerEntry entry) {
    if (ids.add(entry.getId())) {
      PaidCall call = PaidCall.of(entry);
      FirstAnswers.addAll(answers, entry);
      paid.accept(call);
      if (entry.getRunId().equals(config.getRunId())) {
        paidMicroUsd += config.getSpending().microUsd(call);
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

package org.paperbeam.score;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.prompt.Stage;
import org.paperbeam.score.BatchBook.OpenRequest;

/**
 * Takes the questions of a job into its lane, one date after another: decides what is known, lets
 * wait what an open batch asks already, and queues the rest. Used by the lane's thread.
 */
final class LaneIntake {
  private final Iterator<Map.Entry<String, List<PaperQuestion>>> days;
  private final Map<String, LedgerAnswer> known;
  private final LaneCaller caller;
  private final LaneQueue queue;
  private final LaneAnswers answers;

  /**
   * The questions of every date.
   *
   * @param known answers that this run has paid for already, by key; more are added
   */
  LaneIntake(
      Iterator<Map.Entry<String, List<PaperQuestion>>> days,
      Map<String, LedgerAnswer> known,
      LaneCaller caller,
      LaneQueue queue,
      LaneAnswers answers) {
    this.days = days;
    this.known = known;
    this.caller = caller;
    this.queue = queue;
    this.answers = answers;
  }

  /** An answer that no paper of this lane has waited for; papers to come may need it. */
  void learn(LedgerEntry entry) {
    EntryReader.read(entry).answers().forEach(known::putIfAbsent);
  }

  boolean hasNext() {
    return days.hasNext();
  }

  /**
   * Opens the next date.
   *
   * @return how many requests of open batches its papers wait for
   */
  int open() {
    Map.Entry<String, List<PaperQuestion>> next = days.next();
    LaneDay day = new LaneDay(next.getKey(), queue);
    List<Ask> toAskTitles = new ArrayList<>();
    Map<OpenRequest, List<Ask>> asked = new LinkedHashMap<>();
    for (PaperQuestion question : next.getValue()) {
      if (answers.isKnown(question, known)) {
        continue;
      }
      Ask ask = new Ask(question);
      boolean titleKept = question.isTitleKept() || known.get(question.getTitleKey()) != null;
      OpenRequest at = caller.openRequest(question, titleKept);
      if (at != null) {
        asked.computeIfAbsent(at, request -> new ArrayList<>()).add(ask);
      } else if (titleKept) {
        day.pass(ask);
      } else {
        toAskTitles.add(ask);
      }
    }
    asked.forEach((request, asks) -> await(day, request, asks));
    day.start(toAskTitles);
    return asked.size();
  }

  /** Papers that an open batch of an earlier run asks about wait for its answer. */
  private void await(LaneDay day, OpenRequest request, List<Ask> asks) {
    Stage stage =
        request.request().stage().equals(Stage.TITLES.label()) ? Stage.TITLES : Stage.SCORES;
    if (stage == Stage.TITLES) {
      day.openTitles(1);
    }
    caller.await(request, LaneTask.whole(day, stage, asks));
  }

  /** After the cost cap: what was not asked any more stays for the next run. */
  void leaveTheRest() {
    for (LaneTask task : queue.all()) {
      task.asks().forEach(this::leave);
      task.day().takePassed().forEach(this::leave);
    }
    while (days.hasNext()) {
      for (PaperQuestion question : days.next().getValue()) {
        if (!answers.isKnown(question, known)) {
          leave(new Ask(question));
        }
      }
    }
  }

  private void leave(Ask ask) {
    ask.missed("cost cap reached", null);
    answers.unscored(ask);
  }
}

package org.paperbeam.lane;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.calls.EarlierCall;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.calls.QuestionState;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.prompt.Stage;

/**
 * Takes the questions of a job into its lane, one date after another: hands on what is answered
 * already, lets wait what an open batch asks, and queues the rest. Used by the lane's thread.
 */
final class LaneIntake {
  private final Iterator<DayPrompts> days;
  private final FirstAnswers<PaperAnswer> known;
  private final LaneCalls calls;
  private final LaneQueue queue;
  private final LaneAnswers answers;
  private final LaneOutput out;

  /** Dates that are not whole yet, by their order. */
  private final Map<Integer, LaneDay> open = new TreeMap<>();

  private int opened;

  /**
   * The questions of every date.
   *
   * @param known answers that this run has paid for already; more are added
   */
  LaneIntake(
      Iterator<DayPrompts> days,
      FirstAnswers<PaperAnswer> known,
      LaneCalls calls,
      LaneQueue queue,
      LaneAnswers answers,
      LaneOutput out) {
    this.days = days;
    this.known = known;
    this.calls = calls;
    this.queue = queue;
    this.answers = answers;
    this.out = out;
  }

  /** An answer that no paper of this lane has waited for; papers to come may need it. */
  void learn(LedgerEntry entry) {
    FirstAnswers.addAll(known, entry);
  }

  boolean hasNext() {
    return days.hasNext();
  }

  /** Opens the next date. */
  void open() {
    DayPrompts next = days.next();
    LaneDay day = day(next);
    Map<EarlierCall, List<AskedQuestion>> joined = new LinkedHashMap<>();
    List<List<AskedQuestion>> batches = new ArrayList<>();
    Stage stage = Stage.SCORES;
    boolean asCut = !next.getBatches().isEmpty();
    for (PromptBatch batch : next.getBatches()) {
      stage = batch.getStage();
      List<AskedQuestion> asks = stillToAsk(batch.getQuestions(), stage, day, joined);
      asCut &= asks.size() == batch.getQuestions().size();
      batches.add(asks);
    }
    stillToAsk(next.getPassed(), Stage.SCORES, day, joined).forEach(day::pass);
    joined.forEach((earlier, asks) -> join(day, earlier, asks));
    if (asCut) {
      day.startAsCut(stage, batches);
      return;
    }
    // Something of it is answered or asked already: what is left is cut anew.
    List<AskedQuestion> left = batches.stream().flatMap(List::stream).toList();
    if (stage == Stage.SCORES) {
      left.forEach(day::pass);
    }
    day.start(stage == Stage.TITLES ? left : List.of());
  }

  private LaneDay day(DayPrompts next) {
    open.values().removeIf(LaneDay::isDecided);
    opened++;
    LaneDay day = new LaneDay(opened, next.getDate(), next.questions().size(), queue);
    open.put(opened, day);
    return day;
  }

  /** The questions that this lane has to ask at that stage. */
  private List<AskedQuestion> stillToAsk(
      List<PaperQuestion> questions,
      Stage stage,
      LaneDay day,
      Map<EarlierCall, List<AskedQuestion>> joined) {
    List<AskedQuestion> left = new ArrayList<>();
    for (PaperQuestion question : questions) {
      QuestionState state = QuestionState.of(question, known);
      AskedQuestion ask = new AskedQuestion(day, state.stillToAsk(question));
      if (isCaredFor(ask, state)) {
        continue;
      }
      EarlierCall earlier = calls.earlier(ask.question(), state.titleKept());
      if (earlier != null) {
        joined.computeIfAbsent(earlier, call -> new ArrayList<>()).add(ask);
      } else if (stage == Stage.TITLES && state.titleKept()) {
        day.pass(ask);
      } else {
        left.add(ask);
      }
    }
    return left;
  }

  /** Whether it is decided already, or another date asks the same. */
  private boolean isCaredFor(AskedQuestion ask, QuestionState state) {
    if (state.isDecided()) {
      answers.answered(ask, state.answer());
      return true;
    }
    return answers.isAskedElsewhere(ask);
  }

  /** Papers that an open batch of an earlier run asks about wait for its answer. */
  private void join(LaneDay day, EarlierCall earlier, List<AskedQuestion> asks) {
    if (earlier.stage() == Stage.TITLES) {
      day.openTitles(1);
    }
    calls.join(earlier, LaneTask.whole(earlier.stage(), asks));
  }

  /** After the cost cap: what was not asked any more stays for the next run. */
  void leaveTheRest() {
    queue.askAgainNow();
    for (LaneTask task : queue.all()) {
      task.asks().forEach(this::leave);
      task.day().takeUnasked().forEach(this::leave);
    }
    while (days.hasNext()) {
      undecidedOfNext().forEach(this::leave);
    }
  }

  private void leave(AskedQuestion ask) {
    ask.missed("cost cap reached", null);
    answers.unanswered(ask);
  }

  /** After a failure: what is whole is told, and which dates are not. */
  void abandonTheRest() {
    abandonOpen();
    while (days.hasNext()) {
      List<AskedQuestion> unused = undecidedOfNext();
      abandonOpen();
    }
  }

  private void abandonOpen() {
    for (LaneDay day : open.values()) {
      if (!day.isDecided()) {
        out.dayAbandoned(day.date());
      }
    }
    open.clear();
  }

  /** Takes the next date; its questions that nothing known decides. */
  private List<AskedQuestion> undecidedOfNext() {
    DayPrompts next = days.next();
    LaneDay day = day(next);
    List<AskedQuestion> undecided = new ArrayList<>();
    for (PaperQuestion question : next.questions()) {
      QuestionState state = QuestionState.of(question, known);
      AskedQuestion ask = new AskedQuestion(day, state.stillToAsk(question));
      if (!isCaredFor(ask, state)) {
        undecided.add(ask);
      }
    }
    return undecided;
  }
}

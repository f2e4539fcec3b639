package org.paperbeam.lane;

import java.util.ArrayList;
import java.util.List;
import org.paperbeam.calls.AnswerReader;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.QuestionState;
import org.paperbeam.ledger.LedgerEntry;

/**
 * Hands on what answers decide, on every date that asks the same, and says when a date is whole.
 * Used by the lane's thread.
 */
final class LaneAnswers {
  private final LaneOutput out;
  private final SharedQuestions shared = new SharedQuestions();
  private final Rescores rescores = new Rescores();

  LaneAnswers(LaneOutput out) {
    this.out = out;
  }

  /** Hands on what the answer decides; the papers of the call that it does not answer. */
  List<AskedQuestion> take(LaneTask task, LedgerEntry entry) {
    AnswerReader.Reading reading = AnswerReader.read(entry);
    FirstAnswers<PaperAnswer> answers = FirstAnswers.ofPapers();
    reading.answers().forEach(answers::add);
    List<AskedQuestion> leftOver = new ArrayList<>();
    for (AskedQuestion ask : task.asks()) {
      QuestionState state = QuestionState.of(ask.question(), answers);
      if (state.isDecided()) {
        answered(ask, state.answer());
      } else if (state.isFurther(ask.question())) {
        ask.again(state.stillToAsk(ask.question()));
        ask.day().again(ask);
      } else if (answers.get(ask.question().key(task.stage())) != null) {
        ask.day().pass(ask);
      } else {
        ask.missed(reading.missing().getOrDefault(ask.id(), "no answer"), entry.getText());
        leftOver.add(ask);
      }
    }
    return leftOver;
  }

  /** What asking again has brought so far. */
  Rescores rescores() {
    return rescores;
  }

  /** A paper that this answer decides. */
  void answered(AskedQuestion ask, PaperAnswer answer) {
    rescores.decided(ask.question(), answer);
    ended(ask, new SharedQuestions.Outcome(answer, null));
  }

  /** A paper that stays without an answer, or without a further one: then those it has count. */
  void unanswered(AskedQuestion ask) {
    PaperAnswer soFar = QuestionState.soFar(ask.question());
    ended(
        ask,
        soFar == null
            ? new SharedQuestions.Outcome(null, ask.unanswered())
            : new SharedQuestions.Outcome(soFar, null));
  }

  /** Whether another date has asked the same, or asks it now: then this one is cared for. */
  boolean isAskedElsewhere(AskedQuestion ask) {
    SharedQuestions.Outcome outcome = shared.outcome(ask);
    if (outcome != null) {
      tell(ask, outcome);
      return true;
    }
    if (!shared.isWaiting(ask)) {
      return false;
    }
    ask.day().waits();
    return true;
  }

  private void ended(AskedQuestion ask, SharedQuestions.Outcome outcome) {
    shared.ended(ask, outcome);
    tell(ask, outcome);
    for (AskedQuestion follower : ask.takeFollowers()) {
      follower.day().waitsNoMore();
      tell(follower, outcome);
    }
  }

  private void tell(AskedQuestion ask, SharedQuestions.Outcome outcome) {
    if (outcome.answer() != null) {
      out.answered(ask.question(), outcome.answer());
    } else {
      out.unanswered(ask.question(), outcome.why());
    }
    if (ask.day().oneDecided()) {
      out.dayDecided(ask.day().date());
    }
  }
}

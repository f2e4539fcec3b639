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
      } else if (answers.get(ask.question().key(task.stage())) != null) {
        task.day().pass(ask);
      } else {
        ask.missed(reading.missing().getOrDefault(ask.id(), "no answer"), entry.getText());
        leftOver.add(ask);
      }
    }
    return leftOver;
  }

  /** A paper that this answer decides. */
  void answered(AskedQuestion ask, PaperAnswer answer) {
    ended(ask, new SharedQuestions.Outcome(answer, null));
  }

  /** A paper that stays without an answer. */
  void unanswered(AskedQuestion ask) {
    ended(ask, new SharedQuestions.Outcome(null, ask.unanswered()));
  }

  /** Whether another date has asked the same, or asks it now: then this one is cared for. */
  boolean isAskedElsewhere(AskedQuestion ask) {
    SharedQuestions.Outcome outcome = shared.outcome(ask);
    if (outcome != null) {
      tell(ask, outcome);
      return true;
    }
    return shared.isWaiting(ask);
  }

  private void ended(AskedQuestion ask, SharedQuestions.Outcome outcome) {
    shared.ended(ask, outcome);
    tell(ask, outcome);
    ask.takeFollowers().forEach(follower -> tell(follower, outcome));
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

package org.paperbeam.lane;

import java.util.ArrayList;
import java.util.List;
import org.paperbeam.calls.AnswerReader;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.QuestionState;
import org.paperbeam.ledger.LedgerEntry;

/** Hands on what answers decide. Used by the lane's thread. */
final class LaneAnswers {
  private final LaneOutput out;

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
        out.answered(ask.question(), state.answer());
      } else if (answers.get(ask.question().key(task.stage())) != null) {
        task.day().pass(ask);
      } else {
        ask.missed(reading.missing().getOrDefault(ask.id(), "no answer"), entry.getText());
        leftOver.add(ask);
      }
    }
    return leftOver;
  }

  /** A paper that stays without an answer. */
  void unanswered(AskedQuestion ask) {
    out.unanswered(ask.question(), ask.unanswered());
  }
}

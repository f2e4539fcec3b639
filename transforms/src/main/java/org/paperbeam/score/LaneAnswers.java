package org.paperbeam.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Stage;
import org.paperbeam.records.UnscoredPaper;

/** Turns answers into decided papers. Used by the lane's thread. */
final class LaneAnswers {
  private final ScoreConfig config;
  private final CutOffs cutOffs;
  private final LaneOutput out;

  LaneAnswers(ScoreConfig config, LaneOutput out) {
    this.config = config;
    this.cutOffs = new CutOffs(config.getMinRelevance(), config.getMinNovelty());
    this.out = out;
  }

  /** Decides what the answer answers; the papers of the call that it does not answer. */
  List<Ask> take(LaneTask task, Answered answer, LedgerEntry entry) {
    EntryReader.Reading reading = EntryReader.read(entry);
    List<Ask> leftOver = new ArrayList<>();
    for (Ask ask : task.asks()) {
      LedgerAnswer one = reading.answers().get(ask.key(task.stage()));
      if (one == null) {
        ask.missed(reading.missing().getOrDefault(ask.id(), "no answer"), answer.text());
        leftOver.add(ask);
      } else if (task.stage() == Stage.SCORES) {
        score(ask.question(), one);
      } else if (Boolean.TRUE.equals(one.getDropped())) {
        drop(ask.question(), one);
      } else {
        task.day().pass(ask);
      }
    }
    return leftOver;
  }

  /** Decides a paper whose answer this run has paid for already; false when it has not. */
  boolean isKnown(PaperQuestion question, Map<String, LedgerAnswer> known) {
    LedgerAnswer score = known.get(question.getScoreKey());
    if (score != null) {
      score(question, score);
      return true;
    }
    LedgerAnswer title = known.get(question.getTitleKey());
    if (title != null && !question.isTitleKept() && Boolean.TRUE.equals(title.getDropped())) {
      drop(question, title);
      return true;
    }
    return false;
  }

  /** A paper that stays without a score: a record and a dead letter. */
  void unscored(Ask ask) {
    ask.question().records().forEach(record -> unscored(ask, record));
  }

  private void unscored(Ask ask, PaperRecord record) {
    ListedPaper paper = record.getPaper();
    decide(record.toBuilder().setOutcome(Outcome.UNSCORED).setRunId(config.getRunId()).build());
    out.unscored(
        UnscoredPaper.builder()
            .setDate(paper.getDate())
            .setArxivId(paper.getArxivId())
            .setTitle(paper.getTitle())
            .setStage(Stage.SCORES.label())
            .setCause(ask.cause())
            .setAttempts(ask.calls())
            .setRawAnswer(ask.rawAnswer())
            .setRunId(config.getRunId())
            .build());
  }

  private void score(PaperQuestion question, LedgerAnswer answer) {
    question.records().forEach(record -> decide(cutOffs.decide(record, answer)));
  }

  private void drop(PaperQuestion question, LedgerAnswer answer) {
    question.records().forEach(record -> decide(CutOffs.dropTitle(record, answer)));
  }

  private void decide(PaperRecord record) {
    out.decided(record);
    out.metrics().decided();
  }
}

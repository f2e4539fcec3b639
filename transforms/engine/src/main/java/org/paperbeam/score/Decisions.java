package org.paperbeam.score;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.lane.Unanswered;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;
import org.paperbeam.prompt.SummaryLanguage;
import org.paperbeam.prompt.TopicChoice;
import org.paperbeam.records.UnscoredPaper;

/**
 * Where a question and an answer become a decision: the record of a paper on one date. The same for
 * answers of the ledger and of the lane.
 */
record Decisions(
    CutOffs cutOffs, TopicChoice topics, @Nullable SummaryLanguage language, String runId)
    implements Serializable {
  static Decisions of(ScoreConfig config) {
    return new Decisions(
        config.getCutOffs(),
        Prompts.topicsOf(config.getPrompts()),
        config.getPrompts().getLanguage(),
        config.getRunId());
  }

  /** The record that the answer decides. */
  PaperRecord decide(PaperQuestion question, PaperAnswer answer) {
    PaperRecord record = question.getRecord();
    return answer.getRelevance() == null ? dropped(record, answer) : scored(record, answer);
  }

  private PaperRecord scored(PaperRecord record, PaperAnswer answer) {
    int relevance = answer.getRelevance();
    int novelty = answer.getNovelty();
    String summary =
        language == null ? null : language.in(answer.getSummaryIn(), answer.getSummary());
    return by(answer, record)
        .setOutcome(
            record.getAuthorMatch() || cutOffs.areReached(relevance, novelty)
                ? Outcome.SELECTED
                : Outcome.BELOW_CUTOFF)
        .setRelevance(relevance)
        .setNovelty(novelty)
        .setComment(answer.getComment())
        .setTopic(topics.named(answer.getTopic()))
        .setSummary(summary)
        .setSummaryLanguage(summary == null ? null : language.tag())
        .setScoredAt(answer.getAnsweredAt())
        .build();
  }

  /** A paper whose title the LLM called clearly irrelevant. */
  private static PaperRecord dropped(PaperRecord record, PaperAnswer answer) {
    return by(answer, record).setOutcome(Outcome.TITLE_FILTERED).build();
  }

  private static PaperRecord.Builder by(PaperAnswer answer, PaperRecord record) {
    return record.toBuilder()
        .setModel(answer.getModel())
        .setPromptSha256(answer.getPromptSha256())
        .setRunId(answer.getRunId());
  }

  /** The record of a paper that stays without an answer; a followed author selects it still. */
  PaperRecord leave(PaperQuestion question) {
    PaperRecord record = question.getRecord();
    return record.toBuilder()
        .setOutcome(record.getAuthorMatch() ? Outcome.SELECTED : Outcome.UNSCORED)
        .setRunId(runId)
        .build();
  }

  /** The dead letter beside it. */
  UnscoredPaper deadLetter(PaperQuestion question, Unanswered why) {
    return deadLetter(question.paper(), why);
  }

  private UnscoredPaper deadLetter(ListedPaper paper, Unanswered why) {
    return UnscoredPaper.builder()
        .setDate(paper.getDate())
        .setArxivId(paper.getArxivId())
        .setTitle(paper.getTitle())
        .setStage(Stage.SCORES.label())
        .setCause(why.cause())
        .setAttempts(why.attempts())
        .setRawAnswer(why.rawAnswer())
        .setRunId(runId)
        .build();
  }
}

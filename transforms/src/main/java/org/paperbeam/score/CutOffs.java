package org.paperbeam.score;

import java.io.Serializable;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

/**
 * Decides a scored paper. A changed cut-off decides anew from the same answers: it is no part of
 * any ledger key.
 */
record CutOffs(int minRelevance, int minNovelty) implements Serializable {
  PaperRecord decide(PaperRecord record, LedgerAnswer answer) {
    int relevance = answer.getRelevance();
    int novelty = answer.getNovelty();
    boolean selected = relevance >= minRelevance && novelty >= minNovelty;
    return record.toBuilder()
        .setOutcome(selected ? Outcome.SELECTED : Outcome.BELOW_CUTOFF)
        .setRelevance(relevance)
        .setNovelty(novelty)
        .setComment(answer.getComment())
        .setModel(answer.getModel())
        .setPromptSha256(answer.getPromptSha256())
        .setScoredAt(answer.getAnsweredAt())
        .setRunId(answer.getRunId())
        .build();
  }

  /** A paper whose title the LLM called clearly irrelevant. */
  static PaperRecord dropTitle(PaperRecord record, LedgerAnswer answer) {
    return record.toBuilder()
        .setOutcome(Outcome.TITLE_FILTERED)
        .setModel(answer.getModel())
        .setPromptSha256(answer.getPromptSha256())
        .setRunId(answer.getRunId())
        .build();
  }
}

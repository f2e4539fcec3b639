package org.paperbeam.learnt;

import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;

/**
 * A paper that somebody has judged: the LLM, or the reader.
 *
 * @param chosen whether it is one for the digest
 * @param times as how many papers it counts in learning, 1 or more; 1 for the LLM's judgement
 */
public record Judged(ListedPaper paper, boolean chosen, int times) {
  public Judged {
    if (times < 1) {
      throw new IllegalArgumentException("times must be 1 or more, not " + times);
    }
  }

  /** Judged by the LLM. */
  public static Judged of(ListedPaper paper, boolean chosen) {
    return new Judged(paper, chosen, 1);
  }

  /** As how many papers of the LLM's one of the reader's counts: the reader outweighs it. */
  static final int TIMES_OF_READER = 5;

  /** The reader's judgement of a paper, whatever the LLM has decided. */
  public static Judged byReader(ListedPaper paper, boolean wanted) {
    return new Judged(paper, wanted, TIMES_OF_READER);
  }

  /**
   * Whether an LLM has decided the paper, by its title or its scores. Followed authors decide for
   * themselves, and what the offline scorer thinks is no judgement.
   */
  public static boolean isByLlm(PaperRecord record) {
    Outcome outcome = record.getOutcome();
    return !record.getAuthorMatch()
        && !DayManifest.OFFLINE.equals(record.getModel())
        && (outcome == Outcome.SELECTED
            || outcome == Outcome.BELOW_CUTOFF
            || outcome == Outcome.TITLE_FILTERED);
  }

  /** The LLM's judgement of a paper that it has {@link #isByLlm decided}. */
  public static Judged byLlm(PaperRecord record) {
    return of(record.getPaper(), record.getOutcome() == Outcome.SELECTED);
  }

  /** The announcement date, ISO. */
  String date() {
    return paper.getDate();
  }
}

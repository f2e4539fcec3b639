package org.paperbeam.evaluation;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.measure.Agreement;

/**
 * What an evaluation found; the components are the fields of the file. Immutable.
 *
 * @param days that were looked at, ISO
 * @param unlabelled papers of which nobody knows whether they are wanted: they count for nothing
 * @param confusion what was kept and lost
 * @param precision of what is kept, with two-sided 95 % bounds
 * @param recall of what is wanted, with two-sided 95 % bounds; papers without a score count as kept
 * @param scores how well the scores rank
 * @param baseline the same of a free ranking by the words of the topics; null when no day has any
 * @param brier mean squared error of the probability that the scores amount to
 * @param reliability papers of like probability
 * @param lost wanted papers that are not in a digest, by name
 * @param agreement with the other run; null when labels were given
 * @param costUsd of the days; null when it is not known
 * @param otherCostUsd the other run's; null when it is not known or there is none
 * @param comparedWith the labels or the other run, in a few words
 * @param made when, UTC, ISO
 * @param curves what the pictures show
 * @param places scores by place in the prompt; null where the ledger has none of the days' answers,
 *     and in evaluations of older versions
 */
public record Evaluation(
    List<String> days,
    int unlabelled,
    Confusion confusion,
    Share precision,
    Share recall,
    Ranked scores,
    @Nullable Ranked baseline,
    double brier,
    List<Bin> reliability,
    List<Lost> lost,
    @Nullable OtherRun agreement,
    @Nullable Double costUsd,
    @Nullable Double otherCostUsd,
    String comparedWith,
    String made,
    EvaluationCurves curves,
    @Nullable Places places) {

  /**
   * What became of labelled papers.
   *
   * @param unscored those of the kept that have no score yet
   */
  public record Confusion(
      long keptWanted, long keptUnwanted, long lostWanted, long droppedUnwanted, long unscored) {}

  /** A share with its bounds. */
  public record Share(double value, double low, double high) {}

  /**
   * How well a ranking tells the wanted from the others.
   *
   * @param auc over all papers
   * @param ndcg10 of the first ten of a day, the mean of days that have a wanted paper
   * @param recallAt of the first papers of each day together
   * @param workSaved95 how much less has to be read to find 95 % of the wanted
   */
  public record Ranked(double auc, double ndcg10, List<RecallAt> recallAt, double workSaved95) {}

  /** The share of the wanted that stands among the first {@code k} of its day. */
  public record RecallAt(int k, double recall) {}

  /** Papers of like probability: how probable they seemed, how many are wanted, how many all. */
  public record Bin(double probability, double wantedShare, int papers) {}

  /**
   * Scores by place in the prompt.
   *
   * @param prompts that scored more than one paper
   * @param fifths from the first fifth of a prompt to its last
   */
  public record Places(int prompts, List<Place> fifths, Trend relevance, Trend novelty) {}

  /** Mean scores of the papers at a place; null when there is none. */
  public record Place(int papers, @Nullable Double relevance, @Nullable Double novelty) {}

  /** Points that the last place of a prompt has more than the first, with 95 % bounds. */
  public record Trend(double points, double low, double high) {}

  /** A wanted paper that is in no digest, and why. */
  public record Lost(String arxivId, String date, String title, String outcome) {}

  /**
   * Two runs on the same papers.
   *
   * @param sameDecision share of papers that both or neither select
   */
  public record OtherRun(int papers, double sameDecision, Agreement relevance, Agreement novelty) {}
}

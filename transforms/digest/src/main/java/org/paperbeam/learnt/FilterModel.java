package org.paperbeam.learnt;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.paperbeam.measure.Proportion;
import org.paperbeam.paper.ListedPaper;

/**
 * A pre-filter that was learnt: it rules out papers that score below its threshold, and promises
 * how many of the papers for the digest it keeps. Immutable, and safe for many threads, each with a
 * {@link Scorer} of its own.
 */
public final class FilterModel {
  private final LinearModel model;
  private final double threshold;
  private final Promise promise;
  private final FilterReport report;

  /**
   * What a filter promises.
   *
   * @param keepRecall the share of the papers for the digest that it keeps, above 0, below 1
   * @param confidence how sure that is, above 0, below 1
   */
  public record Promise(double keepRecall, double confidence) {
    /** Found by simulation: with 1 a bound of 95 % holds in six backfills of seven. */
    private static final double SPREAD_OF_DAYS = 1.6;

    public Promise {
      check("keepRecall", keepRecall);
      check("confidence", confidence);
    }

    private static void check(String name, double value) {
      if (!(value > 0 && value < 1)) {
        throw new IllegalArgumentException(name + " must be above 0 and below 1, not " + value);
      }
    }

    /** Whether so many kept of so many chosen papers show that it is kept. */
    public boolean isShownBy(Proportion kept) {
      return lower(kept) >= keepRecall;
    }

    /**
     * The recall is at least this, with the confidence of the promise. The exact bound is one for
     * papers that are drawn singly; papers of a day are alike, and days differ, so that days tell
     * less than as many papers would: the bound is {@value #SPREAD_OF_DAYS} times as many standard
     * deviations away.
     */
    public double lower(Proportion kept) {
      NormalDistribution normal = new NormalDistribution(null, 0, 1);
      return kept.lower(
          normal.cumulativeProbability(
              SPREAD_OF_DAYS * normal.inverseCumulativeProbability(confidence)));
    }

    /** Whether so many chosen papers could show it at all, if every one was kept. */
    public boolean couldBeShownBy(long chosen) {
      return isShownBy(new Proportion(chosen, chosen));
    }
  }

  FilterModel(LinearModel model, double threshold, Promise promise, FilterReport report) {
    this.model = model;
    this.threshold = threshold;
    this.promise = promise;
    this.report = report;
  }

  LinearModel model() {
    return model;
  }

  /** Papers with a lower score are ruled out. */
  public double threshold() {
    return threshold;
  }

  public Promise promise() {
    return promise;
  }

  /** What learning it has shown. */
  public FilterReport report() {
    return report;
  }

  /** The chosen papers of the days that measured the filter, and how many of them it keeps. */
  public Proportion held() {
    return new Proportion(report.held().kept(), report.held().chosen());
  }

  /** Scores papers; for one thread. */
  public Scorer scorer() {
    return new Scorer();
  }

  /** See {@link #scorer}. */
  public final class Scorer {
    private final GramCounter counter = new GramCounter();

    private Scorer() {}

    /** The paper's score: the higher, the rather it is for the digest. */
    public double score(ListedPaper paper) {
      return model.score(counter.count(paper), paper.getCategories());
    }

    /** Whether the paper is ruled out, followed authors and the audit apart. */
    public boolean rulesOut(ListedPaper paper) {
      return score(paper) < threshold;
    }
  }
}

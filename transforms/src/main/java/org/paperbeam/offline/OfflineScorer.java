package org.paperbeam.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.topics.Topics;

/**
 * Ranks the papers of one day by how much their title and abstract resemble the reader's topics:
 * cosine similarity of tf-idf vectors (stemmed words and word pairs) to all that is wanted, less
 * half the similarity to what is not. On three complete days of real listings it puts a paper that
 * gpt-4o chose above one that it did not in 80 to 85 % of the pairs.
 *
 * <p>Relevance from 1 to 10 is read off fixed cut-offs of that similarity, not off the paper's
 * rank: a day without a fitting paper has none at 7 or above, and a day of three good ones has
 * three. The cut-offs are set so that some 13 % of a real day of about 400 machine-learning papers
 * reach 7. How common a word is, is learnt from the day itself; a small day shows less of it, which
 * makes every similarity larger, so its similarities are scaled down before they are read off.
 *
 * <p>The same papers get the same numbers whatever their order. Safe for many threads.
 */
final class OfflineScorer {
  /** Stands for the LLM's name in records that were scored here. */
  public static final String MODEL = "offline";

  private static final int TITLE_COUNTS = 2;
  private static final double UNWANTED_SHARE = 0.5;

  /** The least similarity for a relevance of 2, 3, ... 10. */
  private static final double[] CUTOFFS = {
    0.001, 0.003, 0.006, 0.009, 0.013, 0.018, 0.025, 0.034, 0.045
  };

  /** The number of papers of the days on which the cut-offs were set. */
  private static final int USUAL_DAY = 420;

  /** Measured on samples of three papers: below this the scaling would go too far. */
  private static final double LEAST_SCALE = 0.4;

  private final Topics topics;

  /**
   * @param topicsMarkdown the profile's {@code topics.md}; lines that begin with {@code Relevant:},
   *     {@code Irrelevant:} or {@code Application:} are told apart, and a file without such lines
   *     is wanted as a whole
   */
  public OfflineScorer(String topicsMarkdown) {
    this.topics = Topics.parse(topicsMarkdown);
  }

  /** The relevance of each paper of one day, 1 to 10, in the order of the papers. */
  public List<Integer> relevance(List<ListedPaper> day) {
    double scale = Math.max(LEAST_SCALE, Math.min(1, idf(1, day.size()) / idf(1, USUAL_DAY)));
    List<Integer> relevance = new ArrayList<>();
    for (double similarity : similarity(day)) {
      int points = 1;
      for (double cutoff : CUTOFFS) {
        points += similarity * scale >= cutoff ? 1 : 0;
      }
      relevance.add(points);
    }
    return relevance;
  }

  /** What the relevance is read off: about 0 for an ordinary paper, above it for a fitting one. */
  List<Double> similarity(List<ListedPaper> day) {
    List<Map<String, Integer>> papers = new ArrayList<>();
    Map<String, Integer> papersWith = new HashMap<>();
    try (TermCounter words = new TermCounter()) {
      for (ListedPaper paper : day) {
        ListedPaper whole = paper.whole();
        Map<String, Integer> counts = new TreeMap<>();
        words.count(whole.getTitle(), TITLE_COUNTS, counts);
        words.count(whole.getAbstractText(), 1, counts);
        papers.add(counts);
        counts.keySet().forEach(term -> papersWith.merge(term, 1, Integer::sum));
      }
      Vector wanted = vector(words, topics.wanted(), papersWith, day.size());
      Vector unwanted = vector(words, topics.unwanted(), papersWith, day.size());
      List<Double> similarity = new ArrayList<>();
      for (Map<String, Integer> counts : papers) {
        Vector paper = Vector.of(counts, papersWith, day.size());
        similarity.add(paper.cosine(wanted) - UNWANTED_SHARE * paper.cosine(unwanted));
      }
      return similarity;
    }
  }

  private static Vector vector(
      TermCounter words, List<String> texts, Map<String, Integer> papersWith, int papers) {
    Map<String, Integer> counts = new TreeMap<>();
    texts.forEach(text -> words.count(text, 1, counts));
    return Vector.of(counts, papersWith, papers);
  }

  /** Smoothed: finite for a word of no paper, 1 for a word of every paper. */
  private static double idf(int papersWith, int papers) {
    return Math.log((papers + 1.0) / (papersWith + 1.0)) + 1;
  }

  /** Weighted terms; sorted, so that sums come out the same to the last bit. */
  private record Vector(TreeMap<String, Double> weights, double length) {
    static Vector of(Map<String, Integer> counts, Map<String, Integer> papersWith, int papers) {
      TreeMap<String, Double> weights = new TreeMap<>();
      double squares = 0;
      for (Map.Entry<String, Integer> term : new TreeMap<>(counts).entrySet()) {
        double weight =
            (1 + Math.log(term.getValue()))
                * idf(papersWith.getOrDefault(term.getKey(), 0), papers);
        weights.put(term.getKey(), weight);
        squares += weight * weight;
      }
      return new Vector(weights, Math.sqrt(squares));
    }

    /** 0 when either is empty. */
    double cosine(Vector other) {
      double sum = 0;
      for (Map.Entry<String, Double> term : weights.entrySet()) {
        sum += term.getValue() * other.weights.getOrDefault(term.getKey(), 0.0);
      }
      return sum == 0 ? 0 : sum / (length * other.length);
    }
  }
}

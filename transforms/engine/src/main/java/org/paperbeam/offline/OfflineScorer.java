package org.paperbeam.offline;

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
 * reach 7. How common a word is, is counted in the day's listing itself; a small day shows less of
 * it, which makes every similarity larger, so its similarities are scaled down before they are read
 * off.
 *
 * <p>The same papers get the same numbers whatever their order. Safe for many threads.
 */
final class OfflineScorer {
  /** Stands for the LLM's name in records that were scored here. */
  public static final String MODEL = "offline";

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
    try (Listing listing = of(day)) {
      return day.stream().map(listing::relevance).toList();
    }
  }

  /** What the relevance is read off: about 0 for an ordinary paper, above it for a fitting one. */
  List<Double> similarity(List<ListedPaper> day) {
    try (Listing listing = of(day)) {
      return day.stream().map(listing::similarity).toList();
    }
  }

  private Listing of(List<ListedPaper> day) {
    TermCounter words = new TermCounter();
    return new Listing(words, ListingTerms.of(day, words));
  }

  /** For the papers of a listing of which it is known how common each term is. */
  Listing of(ListingTerms terms) {
    return new Listing(new TermCounter(), terms);
  }

  /** The papers of one listing, one by one; for one thread. To be closed. */
  final class Listing implements AutoCloseable {
    private final TermCounter words;
    private final ListingTerms terms;
    private final double scale;
    private final Vector wanted;
    private final Vector unwanted;

    private Listing(TermCounter words, ListingTerms terms) {
      this.words = words;
      this.terms = terms;
      this.scale =
          Math.max(
              LEAST_SCALE,
              Math.min(
                  1, ListingTerms.rarity(1, terms.papers()) / ListingTerms.rarity(1, USUAL_DAY)));
      this.wanted = vector(topics.wanted());
      this.unwanted = vector(topics.unwanted());
    }

    private Vector vector(List<String> texts) {
      Map<String, Integer> counts = new TreeMap<>();
      texts.forEach(text -> words.count(text, 1, counts));
      return Vector.of(counts, terms);
    }

    /** 1 to 10. */
    int relevance(ListedPaper paper) {
      double similarity = similarity(paper);
      int points = 1;
      for (double cutoff : CUTOFFS) {
        points += similarity * scale >= cutoff ? 1 : 0;
      }
      return points;
    }

    private double similarity(ListedPaper paper) {
      Vector vector = Vector.of(TermCounts.of(paper, words), terms);
      return vector.cosine(wanted) - UNWANTED_SHARE * vector.cosine(unwanted);
    }

    @Override
    public void close() {
      words.close();
    }
  }

  /** Weighted terms; sorted, so that sums come out the same to the last bit. */
  private record Vector(TreeMap<String, Double> weights, double length) {
    static Vector of(Map<String, Integer> counts, ListingTerms terms) {
      TreeMap<String, Double> weights = new TreeMap<>();
      double squares = 0;
      for (Map.Entry<String, Integer> term : new TreeMap<>(counts).entrySet()) {
        double weight = (1 + Math.log(term.getValue())) * terms.rarity(term.getKey());
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

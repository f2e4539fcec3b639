package org.paperbeam.learnt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was learnt: a weight for each n-gram and each category. The higher a paper's score, the
 * rather it is chosen. Immutable, and safe for many threads.
 */
final class LinearModel {
  private final Rarity rarity;
  private final float[] weights;
  private final TreeMap<String, Double> categories;
  private final double bias;

  /**
   * A model.
   *
   * @param weights one for each bucket
   * @param categories by the names of {@link #categoriesOf}; empty when they do not count
   */
  LinearModel(Rarity rarity, float[] weights, Map<String, Double> categories, double bias) {
    this.rarity = rarity;
    this.weights = weights.clone();
    this.categories = new TreeMap<>(categories);
    this.bias = bias;
  }

  Rarity rarity() {
    return rarity;
  }

  float[] weights() {
    return weights.clone();
  }

  Map<String, Double> categories() {
    return Map.copyOf(categories);
  }

  double bias() {
    return bias;
  }

  /** The paper's categories as they count: each, and the first one once more as such. */
  static List<String> categoriesOf(List<String> categories) {
    if (categories.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>(categories.stream().distinct().toList());
    names.add("first " + categories.get(0));
    return names;
  }

  /** The score of a paper with these n-grams and categories. */
  double score(Grams grams, List<String> paperCategories) {
    double sum = 0;
    for (int i = 0; i < grams.buckets().length; i++) {
      int bucket = grams.buckets()[i];
      sum += grams.weights()[i] * rarity.of(bucket) * weights[bucket];
    }
    double score = bias + sum / rarity.length(grams);
    if (!categories.isEmpty()) {
      List<String> names = categoriesOf(paperCategories);
      double share = LinearLearner.categoryShare(names.size());
      for (String name : names) {
        score += share * categories.getOrDefault(name, 0.0);
      }
    }
    return score;
  }

  /** What a word would add to the score of a paper that had no other one. */
  double weightOf(Grams word) {
    double sum = 0;
    for (int i = 0; i < word.buckets().length; i++) {
      int bucket = word.buckets()[i];
      sum += word.weights()[i] * rarity.of(bucket) * weights[bucket];
    }
    return sum / rarity.length(word);
  }
}

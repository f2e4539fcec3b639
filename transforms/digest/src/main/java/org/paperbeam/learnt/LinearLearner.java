package org.paperbeam.learnt;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.paperbeam.hash.Sha256;

/**
 * Learns a {@link LinearModel} by logistic regression (liblinear, L2), where the chosen papers
 * weigh as much as all the others together. The same examples give the same model, whatever their
 * order.
 */
final class LinearLearner {
  /** The most papers that were not chosen to learn from; of more, those with the least hash. */
  static final int MOST_REJECTED = 6000;

  /** How much the categories count beside the text. */
  private static final double CATEGORY_SHARE = 0.4;

  private static final double COST = 3;
  private static final double STOPS_AT = 0.001;
  private static final int MOST_ROUNDS = 300;

  static {
    Linear.disableDebugOutput();
  }

  private LinearLearner() {}

  /** What one of so many categories counts for: together they count the same for every paper. */
  static double categoryShare(int names) {
    return names == 0 ? 0 : CATEGORY_SHARE / Math.sqrt(names);
  }

  /**
   * Learns from examples, of which some are chosen and some are not.
   *
   * @param withCategories whether a paper's categories count beside its text
   */
  static LinearModel learn(List<Example> all, boolean withCategories) {
    List<Example> examples = sample(all);
    Rarity rarity = Rarity.of(examples.stream().map(Example::grams).toList());
    Map<String, Integer> columns = withCategories ? columns(examples) : Map.of();
    List<Feature[]> rows = new ArrayList<>();
    List<Double> answers = new ArrayList<>();
    for (Example example : examples) {
      Feature[] row = row(example, rarity, columns);
      for (int i = 0; i < example.judged().times(); i++) {
        rows.add(row);
        answers.add(example.judged().chosen() ? 1.0 : 0.0);
      }
    }
    Problem problem = new Problem();
    problem.l = rows.size();
    problem.n = GramCounter.BUCKETS + columns.size() + 1;
    problem.bias = 1;
    problem.x = rows.toArray(new Feature[0][]);
    problem.y = answers.stream().mapToDouble(Double::doubleValue).toArray();
    double chosen = answers.stream().filter(answer -> answer == 1.0).count();
    double rejected = problem.l - chosen;
    Parameter parameter = new Parameter(SolverType.L2R_LR_DUAL, COST, STOPS_AT);
    parameter.setMaxIters(MOST_ROUNDS);
    parameter.setWeights(
        new double[] {problem.l / (2 * chosen), problem.l / (2 * rejected)}, new int[] {1, 0});
    // Its own is one for all threads, and goes on from call to call.
    parameter.setRandom(new Random(1));
    return read(Linear.train(problem, parameter), rarity, columns);
  }

  /** In a fixed order; all that are chosen, and of the others no more than can be held. */
  private static List<Example> sample(List<Example> all) {
    List<Example> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparing((Example example) -> Sha256.of(example.id()))
            .thenComparing(Example::date));
    List<Example> examples = new ArrayList<>();
    int rejected = 0;
    for (Example example : sorted) {
      if (example.judged().chosen() || rejected++ < MOST_REJECTED) {
        examples.add(example);
      }
    }
    return examples;
  }

  /** Columns of the categories, behind those of the n-grams; liblinear counts from 1. */
  private static Map<String, Integer> columns(List<Example> examples) {
    TreeSet<String> names = new TreeSet<>();
    for (Example example : examples) {
      names.addAll(LinearModel.categoriesOf(example.judged().paper().getCategories()));
    }
    Map<String, Integer> columns = new LinkedHashMap<>();
    names.forEach(name -> columns.put(name, GramCounter.BUCKETS + 1 + columns.size()));
    return columns;
  }

  private static Feature[] row(Example example, Rarity rarity, Map<String, Integer> columns) {
    Grams grams = example.grams();
    List<String> names =
        columns.isEmpty()
            ? List.of()
            : LinearModel.categoriesOf(example.judged().paper().getCategories());
    int texts = grams.buckets().length;
    Feature[] row = new Feature[texts + names.size() + 1];
    double length = rarity.length(grams);
    for (int i = 0; i < texts; i++) {
      int bucket = grams.buckets()[i];
      row[i] = new FeatureNode(bucket + 1, grams.weights()[i] * rarity.of(bucket) / length);
    }
    List<Integer> columnsHere = names.stream().map(columns::get).sorted().toList();
    for (int i = 0; i < columnsHere.size(); i++) {
      row[texts + i] = new FeatureNode(columnsHere.get(i), categoryShare(names.size()));
    }
    row[row.length - 1] = new FeatureNode(GramCounter.BUCKETS + columns.size() + 1, 1);
    return row;
  }

  private static LinearModel read(Model model, Rarity rarity, Map<String, Integer> columns) {
    double[] learnt = model.getFeatureWeights();
    // liblinear calls the class of the first example the positive one.
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    float[] weights = new float[GramCounter.BUCKETS];
    for (int bucket = 0; bucket < weights.length; bucket++) {
      weights[bucket] = (float) (sign * learnt[bucket]);
    }
    Map<String, Double> categories = new LinkedHashMap<>();
    columns.forEach((name, column) -> categories.put(name, sign * learnt[column - 1]));
    return new LinearModel(
        rarity, weights, categories, sign * learnt[GramCounter.BUCKETS + columns.size()]);
  }
}

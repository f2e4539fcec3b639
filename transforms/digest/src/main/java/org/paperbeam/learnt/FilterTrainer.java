package org.paperbeam.learnt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.paperbeam.measure.Calibration;
import org.paperbeam.measure.Proportion;
import org.paperbeam.measure.Scored;

/**
 * Learns a {@link FilterModel} from judged papers and measures it on days that it has not seen: the
 * days are left out in turn, a stretch at a time, never papers at random, since papers of one day
 * are alike. The threshold is the highest that shows the promise on the papers left out; the model
 * in the file is then learnt from all days. The same papers give the same filter.
 */
public final class FilterTrainer {
  /** Fewer chosen papers than this teach nothing. */
  static final int LEAST_CHOSEN = 10;

  private static final int BINS = 10;

  private final FilterModel.Promise promise;

  public FilterTrainer(FilterModel.Promise promise) {
    this.promise = promise;
  }

  /** A judged paper of a day that was left out, and its score. */
  private record Left(Example example, Scored.Item item) {}

  /**
   * Learns from papers of several days.
   *
   * @param daysOnlyLearnt days, ISO, that an earlier filter has thinned out, so that what it lost
   *     cannot be seen there: they are learnt from, and measure nothing
   * @throws LearningException when there are too few
   */
  public FilterModel train(Collection<Judged> papers, Set<String> daysOnlyLearnt)
      throws LearningException {
    GramCounter counter = new GramCounter();
    List<Example> examples = new ArrayList<>();
    Set<String> days = new TreeSet<>();
    for (Judged judged : papers) {
      examples.add(new Example(judged, counter.count(judged.paper())));
      days.add(judged.date());
    }
    Set<String> measured = new TreeSet<>(days);
    measured.removeAll(daysOnlyLearnt);
    check(examples, measured);
    List<DayFolds.Fold> folds = DayFolds.of(examples, measured);
    List<Left> textAlone = leftOut(folds, false);
    List<Left> withCategories = leftOut(folds, true);
    boolean categories = scored(withCategories).auc() >= scored(textAlone).auc();
    List<Left> left = categories ? withCategories : textAlone;
    double threshold = threshold(scored(left));
    LinearModel model = LinearLearner.learn(examples, categories);
    FilterReport report =
        report(
            new Learnt(examples, days, measured, folds.size(), categories), left, threshold, model);
    return new FilterModel(model, threshold, promise, report);
  }

  /** What was learnt from, and how. */
  private record Learnt(
      List<Example> examples,
      Set<String> days,
      Set<String> measured,
      int folds,
      boolean categories) {}

  private static void check(List<Example> examples, Set<String> measured) throws LearningException {
    long chosen = examples.stream().filter(e -> e.judged().chosen()).count();
    long rejected = examples.size() - chosen;
    if (chosen < LEAST_CHOSEN || rejected < LEAST_CHOSEN) {
      throw new LearningException(
          "%d papers chosen and %d rejected by an LLM: to learn takes at least %d of each"
              .formatted(chosen, rejected, LEAST_CHOSEN));
    }
    for (DayFolds.Fold fold : DayFolds.of(examples, measured)) {
      if (fold.learnt().stream().map(e -> e.judged().chosen()).distinct().count() < 2) {
        throw new LearningException(
            "nearly all chosen papers are of one day or another filter's days: a filter is tested"
                + " on days that it has not seen, which takes chosen papers on several days");
      }
    }
    if (measured.size() < 2) {
      throw new LearningException(
          measured.size()
              + " day without an earlier filter: a filter is tested on days that it has not seen,"
              + " which takes at least two such days");
    }
  }

  private static List<Left> leftOut(List<DayFolds.Fold> folds, boolean categories) {
    List<Left> left = new ArrayList<>();
    for (DayFolds.Fold fold : folds) {
      LinearModel model = LinearLearner.learn(fold.learnt(), categories);
      for (Example example : fold.left()) {
        double score = model.score(example.grams(), example.judged().paper().getCategories());
        left.add(new Left(example, new Scored.Item(score, example.judged().chosen())));
      }
    }
    return left;
  }

  private static Scored scored(List<Left> left) {
    return Scored.of(left.stream().map(Left::item).toList());
  }

  /**
   * From the lowest on, as long as the promise is shown; when the chosen papers are too few to show
   * it, none of them may be lost.
   */
  private double threshold(Scored left) {
    int wanted = left.wanted();
    int lost = 0;
    while (lost + 1 < wanted && promise.isShownBy(new Proportion(wanted - lost - 1, wanted))) {
      lost++;
    }
    return left.wantedScore(lost);
  }

  private FilterReport report(Learnt learnt, List<Left> left, double threshold, LinearModel model) {
    Scored scored = scored(left);
    Proportion held = scored.recallAt(threshold);
    Calibration calibration = Calibration.of(scored);
    DayBootstrap bootstrap = new DayBootstrap(byDay(left));
    Set<String> onlyLearnt = new TreeSet<>(learnt.days());
    onlyLearnt.removeAll(learnt.measured());
    List<Example> examples = learnt.examples();
    TellingWords words = TellingWords.of(model, examples);
    return new FilterReport(
        List.copyOf(learnt.days()),
        List.copyOf(onlyLearnt),
        examples.size(),
        (int) examples.stream().filter(e -> e.judged().chosen()).count(),
        (int) examples.stream().filter(e -> e.judged().times() > 1).count(),
        learnt.folds(),
        learnt.categories(),
        bootstrap.interval(Scored::auc),
        new FilterReport.Held(held.found(), held.all()),
        promise.lower(held),
        bootstrap.interval(some -> some.droppedAt(threshold).share()),
        promise.isShownBy(held),
        calibration.brier(scored),
        calibration.bins(scored, BINS).stream()
            .map(
                bin ->
                    new FilterReport.Bin(
                        bin.probability(), bin.wanted().share(), (int) bin.wanted().all()))
            .toList(),
        words.strongest(),
        words.weakest());
  }

  private static Map<String, List<Scored.Item>> byDay(List<Left> left) {
    Map<String, List<Scored.Item>> days = new HashMap<>();
    for (Left one : left) {
      days.computeIfAbsent(one.example().date(), day -> new ArrayList<>()).add(one.item());
    }
    return days;
  }
}

package org.paperbeam.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.measure.Agreement;
import org.paperbeam.measure.Calibration;
import org.paperbeam.measure.Proportion;
import org.paperbeam.measure.Scored;
import org.paperbeam.offline.TopicSimilarity;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayRecords;

/** Compares days of records with labels, or with the same days of another run. */
public final class Evaluator {
  private static final double TAIL = 0.975;
  private static final int BINS = 10;
  private static final int NO_SCORE = -1;
  private static final List<Integer> FIRST = List.of(5, 10, 20, 50);

  private final List<String> days = new ArrayList<>();
  private final List<List<Scored.Item>> scores = new ArrayList<>();
  private final List<List<Scored.Item>> baseline = new ArrayList<>();
  private final TreeMap<Integer, long[]> groups = new TreeMap<>();
  private final List<Evaluation.Lost> lost = new ArrayList<>();
  private final List<Agreement.Pair> relevance = new ArrayList<>();
  private final List<Agreement.Pair> novelty = new ArrayList<>();
  private long keptWanted;
  private long keptUnwanted;
  private long droppedUnwanted;
  private long unscored;
  private int unlabelled;
  private long both;
  private long sameDecision;
  private double cost;
  private double otherCost;
  private boolean costKnown = true;
  private boolean otherCostKnown = true;
  private boolean compared;

  /** Takes a day in, by a reader's labels. */
  public void add(DayRecords day, Labels labels) {
    days.add(day.date());
    Double paid = cost(day);
    costKnown &= paid != null;
    cost += paid == null ? 0 : paid;
    List<Double> similarity = similarity(day);
    List<Scored.Item> ranked = new ArrayList<>();
    List<Scored.Item> free = new ArrayList<>();
    for (int i = 0; i < day.records().size(); i++) {
      PaperRecord record = day.records().get(i);
      Boolean wanted = labels.of(record.getPaper().getArxivId());
      if (wanted == null) {
        unlabelled++;
        continue;
      }
      count(record, wanted);
      groups.computeIfAbsent(group(record), score -> new long[2])[wanted ? 0 : 1]++;
      ranked.add(new Scored.Item(score(record), wanted));
      if (similarity != null) {
        free.add(new Scored.Item(similarity.get(i), wanted));
      }
    }
    scores.add(ranked);
    if (similarity != null) {
      baseline.add(free);
    }
  }

  /** Takes a day in, by what another run selects of the papers that both have. */
  public void add(DayRecords day, DayRecords other) {
    compared = true;
    Map<String, PaperRecord> others = new HashMap<>();
    Map<String, Boolean> wanted = new HashMap<>();
    for (PaperRecord record : other.records()) {
      others.put(record.getPaper().getArxivId(), record);
      if (record.getOutcome() != Outcome.UNSCORED) {
        wanted.put(record.getPaper().getArxivId(), record.getOutcome() == Outcome.SELECTED);
      }
    }
    add(day, new Labels(wanted, false));
    Double paid = cost(other);
    otherCostKnown &= paid != null;
    otherCost += paid == null ? 0 : paid;
    for (PaperRecord record : day.records()) {
      PaperRecord same = others.get(record.getPaper().getArxivId());
      if (same != null) {
        both++;
        sameDecision += kept(record) == kept(same) ? 1 : 0;
        pair(relevance, record.getRelevance(), same.getRelevance());
        pair(novelty, record.getNovelty(), same.getNovelty());
      }
    }
  }

  private static void pair(
      List<Agreement.Pair> pairs, @Nullable Integer one, @Nullable Integer other) {
    if (one != null && other != null) {
      pairs.add(new Agreement.Pair(one, other));
    }
  }

  private static @Nullable Double cost(DayRecords day) {
    Double prompt = day.manifest().getUsage().getPromptCostUsd();
    Double completion = day.manifest().getUsage().getCompletionCostUsd();
    return prompt == null || completion == null ? null : (Double) (prompt + completion);
  }

  private static @Nullable List<Double> similarity(DayRecords day) {
    String topics = day.manifest().getTopics();
    return topics == null || topics.isBlank()
        ? null
        : TopicSimilarity.of(topics, day.records().stream().map(PaperRecord::getPaper).toList());
  }

  private static boolean kept(PaperRecord record) {
    return record.getOutcome() == Outcome.SELECTED || record.getOutcome() == Outcome.UNSCORED;
  }

  private void count(PaperRecord record, boolean wanted) {
    boolean kept = kept(record);
    unscored += record.getOutcome() == Outcome.UNSCORED ? 1 : 0;
    keptWanted += kept && wanted ? 1 : 0;
    keptUnwanted += kept && !wanted ? 1 : 0;
    droppedUnwanted += !kept && !wanted ? 1 : 0;
    if (!kept && wanted) {
      lost.add(
          new Evaluation.Lost(
              record.getPaper().getArxivId(),
              record.getPaper().getDate(),
              record.getPaper().getTitle(),
              record.getOutcome() == null ? "" : record.getOutcome().label()));
    }
  }

  /** The score that the distribution counts the paper at; -1 for none. */
  private static int group(PaperRecord record) {
    Integer score = record.score();
    Integer relevance = record.getRelevance();
    return score != null ? score : relevance != null ? relevance : NO_SCORE;
  }

  /** Where a paper stands: by its scores; what was dropped without any stands last. */
  private static double score(PaperRecord record) {
    Integer score = record.score();
    Integer relevance = record.getRelevance();
    if (score != null) {
      return score + (relevance == null ? 0 : relevance / 100.0);
    }
    if (relevance != null) {
      return relevance;
    }
    return switch (record.getOutcome() == null ? Outcome.UNSCORED : record.getOutcome()) {
      // Nobody knows; it counts as kept, and stands where a paper of middling scores does.
      case UNSCORED, SELECTED -> 12;
      case TITLE_FILTERED -> 1;
      default -> 0;
    };
  }

  /**
   * What was found.
   *
   * @param comparedWith the labels or the other run, in a few words
   * @param places see {@link PromptPlaces}; null when nothing is known of them
   */
  public Evaluation result(String comparedWith, Instant made, Evaluation.@Nullable Places places) {
    Scored all = all(scores);
    Calibration calibration = Calibration.of(all);
    return new Evaluation(
        List.copyOf(days),
        unlabelled,
        new Evaluation.Confusion(keptWanted, keptUnwanted, lost.size(), droppedUnwanted, unscored),
        share(new Proportion(keptWanted, keptWanted + keptUnwanted)),
        share(new Proportion(keptWanted, keptWanted + lost.size())),
        ranked(scores),
        baseline.isEmpty() ? null : ranked(baseline),
        calibration.brier(all),
        calibration.bins(all, BINS).stream()
            .map(
                bin ->
                    new Evaluation.Bin(
                        bin.probability(), bin.wanted().share(), (int) bin.wanted().all()))
            .toList(),
        List.copyOf(lost),
        compared
            ? new Evaluation.OtherRun(
                (int) both,
                both == 0 ? 0 : (double) sameDecision / both,
                Agreement.of(relevance),
                Agreement.of(novelty))
            : null,
        costKnown ? (Double) cost : null,
        compared && otherCostKnown ? (Double) otherCost : null,
        comparedWith,
        made.toString(),
        new EvaluationCurves(
            EvaluationCurves.roc(all),
            EvaluationCurves.roc(all(baseline)),
            EvaluationCurves.precisionRecall(all),
            groups.entrySet().stream().map(e -> group(e.getKey(), e.getValue())).toList()),
        places);
  }

  private static EvaluationCurves.ScoreGroup group(int score, long[] papers) {
    return new EvaluationCurves.ScoreGroup(
        score == NO_SCORE ? null : (Integer) score, papers[0], papers[1]);
  }

  private static Scored all(List<List<Scored.Item>> days) {
    return Scored.of(days.stream().flatMap(List::stream).toList());
  }

  private static Evaluation.Share share(Proportion counted) {
    return new Evaluation.Share(counted.share(), counted.lower(TAIL), counted.upper(TAIL));
  }

  private static Evaluation.Ranked ranked(List<List<Scored.Item>> days) {
    Scored all = all(days);
    List<Scored> each = days.stream().map(Scored::of).toList();
    return new Evaluation.Ranked(
        all.auc(),
        each.stream()
            .filter(day -> day.wanted() > 0)
            .mapToDouble(d -> d.ndcg(10))
            .average()
            .orElse(0),
        FIRST.stream()
            .map(
                k ->
                    new Evaluation.RecallAt(
                        k,
                        each.stream()
                            .map(day -> day.recallOfFirst(k))
                            .reduce(new Proportion(0, 0), Proportion::plus)
                            .share()))
            .toList(),
        all.workSaved(0.95));
  }
}

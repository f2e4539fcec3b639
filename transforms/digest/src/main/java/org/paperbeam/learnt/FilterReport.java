package org.paperbeam.learnt;

import java.util.List;

/**
 * What learning a pre-filter has shown, measured on papers of days that were not learnt from: each
 * fold of days was scored by a model that had seen none of them. Immutable.
 *
 * @param days announcement dates that were learnt from, ISO, oldest first
 * @param daysOnlyLearnt those of them that an earlier filter had thinned out: they measure nothing
 * @param papers that were learnt from
 * @param chosen of these
 * @param starred judgements of the reader among these
 * @param folds groups of days in turn left out
 * @param withCategories whether categories count beside the text; what served better on days left
 *     out
 * @param auc with its interval
 * @param held chosen papers of the measured days that the filter keeps, of all of them
 * @param recallLower what the recall is at least, with the confidence asked for
 * @param dropped rejected papers that it rules out, of all rejected ones, with an interval
 * @param proven whether {@code recallLower} reaches what is promised
 * @param brier the mean squared error of the probability, 0 is best
 * @param reliability how often papers of like probability were chosen
 * @param wordsFor words that speak most for a paper, strongest first
 * @param wordsAgainst words that speak most against it, strongest first
 */
public record FilterReport(
    List<String> days,
    List<String> daysOnlyLearnt,
    int papers,
    int chosen,
    int starred,
    int folds,
    boolean withCategories,
    Interval auc,
    Held held,
    double recallLower,
    Interval dropped,
    boolean proven,
    double brier,
    List<Bin> reliability,
    List<Word> wordsFor,
    List<Word> wordsAgainst) {

  /** A number and, by drawing days again and again, where 95 % of like sets of days have it. */
  public record Interval(double value, double low, double high) {}

  /** Chosen papers that are kept, of all chosen. */
  public record Held(long kept, long chosen) {}

  /** Papers of like probability: how probable they seemed, how many they are and were chosen. */
  public record Bin(double probability, double chosenShare, int papers) {}

  /** A word and its weight. */
  public record Word(String word, double weight) {}

  public FilterReport {
    days = List.copyOf(days);
    daysOnlyLearnt = List.copyOf(daysOnlyLearnt);
    reliability = List.copyOf(reliability);
    wordsFor = List.copyOf(wordsFor);
    wordsAgainst = List.copyOf(wordsAgainst);
  }
}

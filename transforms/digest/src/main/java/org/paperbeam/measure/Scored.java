package org.paperbeam.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Items that were given a score and of which it is known whether they are wanted: how well the
 * score tells the wanted ones from the others. Immutable.
 */
public final class Scored {
  /**
   * One item.
   *
   * @param score any finite number; the higher, the rather wanted
   */
  public record Item(double score, boolean wanted) {}

  private final List<Item> items;
  private final int wanted;

  private Scored(List<Item> items) {
    this.items = items;
    this.wanted = (int) items.stream().filter(Item::wanted).count();
  }

  /** Of these items, in any order. */
  public static Scored of(List<Item> items) {
    List<Item> sorted = new ArrayList<>(items);
    // Of equal scores the unwanted first: a tie must not look like a success.
    sorted.sort(Comparator.comparing(Item::score).reversed().thenComparing(Item::wanted));
    return new Scored(List.copyOf(sorted));
  }

  /** The items, highest score first. */
  public List<Item> items() {
    return items;
  }

  /** How many are wanted. */
  public int wanted() {
    return wanted;
  }

  /** How many are not. */
  public int unwanted() {
    return items.size() - wanted;
  }

  /**
   * The share of pairs of a wanted and an unwanted item in which the wanted one has the higher
   * score; half of those with equal scores. 0.5 when there is no such pair.
   */
  public double auc() {
    double right = 0;
    long above = 0;
    int i = 0;
    while (i < items.size()) {
      int end = i;
      long wantedHere = 0;
      while (end < items.size() && items.get(end).score() == items.get(i).score()) {
        wantedHere += items.get(end).wanted() ? 1 : 0;
        end++;
      }
      long others = end - i - wantedHere;
      right += others * (above + wantedHere / 2.0);
      above += wantedHere;
      i = end;
    }
    double pairs = (double) wanted * unwanted();
    return pairs == 0 ? 0.5 : right / pairs;
  }

  /** The wanted items whose score is at least that, of all wanted ones. */
  public Proportion recallAt(double threshold) {
    return new Proportion(
        items.stream().filter(item -> item.wanted() && item.score() >= threshold).count(), wanted);
  }

  /** The unwanted items whose score is below that, of all unwanted ones. */
  public Proportion droppedAt(double threshold) {
    return new Proportion(
        items.stream().filter(item -> !item.wanted() && item.score() < threshold).count(),
        unwanted());
  }

  /** The wanted among the first {@code k}, of all wanted ones. */
  public Proportion recallOfFirst(int k) {
    return new Proportion(items.stream().limit(k).filter(Item::wanted).count(), wanted);
  }

  /** The score of the wanted item that has {@code below} wanted ones below it. */
  public double wantedScore(int below) {
    List<Double> scores = items.stream().filter(Item::wanted).map(Item::score).sorted().toList();
    return scores.get(below);
  }

  /**
   * How much less has to be read to find that share of the wanted, compared with reading in any
   * order: WSS. 0 when nothing is wanted.
   *
   * @param recall above 0, at most 1
   */
  public double workSaved(double recall) {
    if (wanted == 0) {
      return 0;
    }
    long needed = (long) Math.ceil(recall * wanted - 1e-9);
    long seen = 0;
    int read = 0;
    while (seen < needed) {
      seen += items.get(read).wanted() ? 1 : 0;
      read++;
    }
    return (double) (items.size() - read) / items.size() - (1 - recall);
  }

  /** The gain of the first {@code k}, compared with the best order there is; 0 to 1. */
  public double ndcg(int k) {
    double gain = 0;
    double best = 0;
    for (int i = 0; i < Math.min(k, items.size()); i++) {
      double discount = Math.log(2) / Math.log(i + 2);
      gain += items.get(i).wanted() ? discount : 0;
      best += i < wanted ? discount : 0;
    }
    return best == 0 ? 0 : gain / best;
  }
}

package org.paperbeam.records;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spreads keys over a number of groups, for joins. A runner may make a bundle of every group that
 * it forms, and a bundle costs DirectRunner some milliseconds at every step that follows: a group a
 * paper would make a range of days wait for minutes. Immutable.
 *
 * @param count groups, 1 or more
 */
public record Shards(int count) implements Serializable {
  /** More groups than this are for no runner's good. */
  private static final int MOST = 2_048;

  /**
   * All of arXiv lists up to 1,500 papers a day, 4 MB in memory: what any worker holds, and few
   * groups for a long range. DirectRunner makes a bundle of what each group sends to each date, and
   * clones all that the date has by then for each bundle: with four dates a group 300,000 papers
   * took more than ten minutes of nothing else.
   */
  private static final int DATES_A_GROUP = 16;

  /** So many that a group has one or two of that many keys. */
  public static Shards forKeys(int keys) {
    return new Shards(Math.max(1, Math.min(keys, MOST)));
  }

  /** So many that a group has the papers of some {@value #DATES_A_GROUP} dates. */
  public static Shards forDates(int dates) {
    return forKeys((dates - 1) / DATES_A_GROUP + 1);
  }

  /** Every group, for what concerns them all. */
  public List<String> all() {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  /** The group of a key: the same on every worker and in every run. */
  public String of(String key) {
    int mixed = key.hashCode() * 0x9E3779B9;
    return Integer.toString((mixed >>> 16) % count);
  }
}

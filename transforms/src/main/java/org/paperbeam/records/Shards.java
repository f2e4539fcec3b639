package org.paperbeam.records;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Spreads keys over a few groups, for joins. A runner may make a bundle of every group that it
 * forms, and a bundle costs DirectRunner some milliseconds at every step that follows: a group a
 * paper would make a range of days wait for minutes.
 */
public final class Shards {
  /** Papers of a decade are 30,000 to a group, which any worker holds. */
  public static final int COUNT = 32;

  private static final List<String> ALL =
      IntStream.range(0, COUNT).mapToObj(Integer::toString).toList();

  private Shards() {}

  /** Every group, for what concerns them all. */
  public static List<String> all() {
    return ALL;
  }

  /** The group of a key: the same on every worker and in every run. */
  public static String of(String key) {
    int mixed = key.hashCode() * 0x9E3779B9;
    return ALL.get((mixed >>> 16) % COUNT);
  }
}

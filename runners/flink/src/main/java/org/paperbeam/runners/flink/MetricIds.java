package org.paperbeam.runners.flink;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The ids of the metrics of a job's vertices, kept between looks: asking which there are costs as
 * much as asking for their values. A counter has an id from its first value on, so they are asked
 * for again, at every look while there are none or more have come, then less and less often. For
 * one thread.
 */
final class MetricIds {
  /** So many looks later at the latest a new counter is seen. */
  static final int MOST_LOOKS = 5;

  private final Map<String, Kept> byVertex = new HashMap<>();

  private static final class Kept {
    private final long startedAt;
    private Set<String> ids = Set.of();
    private int pause = 1;
    private int looksUntilAsked;

    Kept(long startedAt) {
      this.startedAt = startedAt;
    }
  }

  /**
   * The ids for this look at a vertex.
   *
   * @param startedAt when it was started; another time means that it was started again
   * @param ask asks Flink
   */
  Set<String> of(String vertex, long startedAt, Supplier<Set<String>> ask) {
    Kept kept = byVertex.get(vertex);
    if (kept == null || kept.startedAt != startedAt) {
      kept = new Kept(startedAt);
      byVertex.put(vertex, kept);
    }
    if (kept.looksUntilAsked == 0) {
      Set<String> now = ask.get();
      boolean settled = !now.isEmpty() && now.equals(kept.ids);
      kept.pause = settled ? Math.min(2 * kept.pause, MOST_LOOKS) : 1;
      kept.ids = now;
      kept.looksUntilAsked = kept.pause;
    }
    kept.looksUntilAsked--;
    return kept.ids;
  }

  /** The vertex has not all of them any more: they are asked for at the next look. */
  void forget(String vertex) {
    byVertex.remove(vertex);
  }
}

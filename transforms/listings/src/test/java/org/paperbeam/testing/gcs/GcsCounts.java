package org.paperbeam.testing.gcs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests by kind: {@code insert} (simple and multipart uploads), {@code resumable.start}, {@code
 * resumable.put}, {@code get} (metadata), {@code media}, {@code list}, {@code patch}, {@code
 * delete}, {@code copy}, {@code rewrite}, {@code compose}, {@code restore}, {@code bucket}, {@code
 * batch}, {@code other}. The calls inside a batch count too, each under its own kind. Safe for many
 * threads.
 */
public final class GcsCounts {
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> lines = new ArrayList<>();
  private int inBatches;

  synchronized void add(String kind, GcsRequest request) {
    counts.merge(kind, 1, Integer::sum);
    lines.add(
        request.method()
            + " "
            + kind
            + " "
            + request.path()
            + " "
            + new TreeMap<>(request.query()));
  }

  /** How many of that kind. */
  public synchronized int of(String kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** All kinds that came. */
  public synchronized Map<String, Integer> all() {
    return new TreeMap<>(counts);
  }

  /** The HTTP requests: calls inside of batches apart. */
  public synchronized int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum() - inBatches;
  }

  synchronized void addInBatch() {
    inBatches++;
  }

  /** Every request so far, a line each, for messages. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Starts again from nothing. */
  public synchronized void reset() {
    counts.clear();
    lines.clear();
    inBatches = 0;
  }
}

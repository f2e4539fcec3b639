package org.paperbeam.join;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.join.RawUnionValue;

/**
 * The parts of one key, read once and held in memory: no runner has to be able to go through a
 * group twice.
 */
public final class Gathered {
  private final Map<Integer, List<Object>> parts = new HashMap<>();

  private Gathered() {}

  /** All of a group that {@link GatherByKey} formed. */
  public static Gathered of(Iterable<RawUnionValue> group) {
    Gathered gathered = new Gathered();
    for (RawUnionValue value : group) {
      gathered
          .parts
          .computeIfAbsent(value.getUnionTag(), unused -> new ArrayList<>())
          .add(value.getValue());
    }
    return gathered;
  }

  /** The elements of one part, in no order; empty when the key has none. */
  @SuppressWarnings("unchecked") // KeyedParts puts nothing else under the tag's index.
  public <T> List<T> getAll(PartTag<T> tag) {
    return (List<T>) parts.getOrDefault(tag.index(), List.of());
  }
}

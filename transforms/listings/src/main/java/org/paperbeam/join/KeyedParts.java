package org.paperbeam.join;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * The collections that are brought together, each with what its elements are keyed by. Immutable.
 *
 * <pre>{@code
 * KeyedParts.in(pipeline)
 *     .and(DAYS, days, DayFacts::getDate)
 *     .and(RECORDS, PCollectionList.of(decided).and(scored), r -> r.getPaper().getDate())
 *     .apply("All of a date", GatherByKey.create())
 *     .apply("Write day", ParDo.of(new WriteDayFn()));
 * }</pre>
 */
public final class KeyedParts implements PInput {
  private final Pipeline pipeline;
  private final List<Part<?>> parts;

  /** Collections of one type and how they are keyed. */
  record Part<T>(
      PartTag<T> tag,
      PCollectionList<T> collections,
      SerializableFunction<T, ? extends Iterable<String>> keys) {}

  private KeyedParts(Pipeline pipeline, List<Part<?>> parts) {
    this.pipeline = pipeline;
    this.parts = parts;
  }

  /** No collection yet. */
  public static KeyedParts in(Pipeline pipeline) {
    return new KeyedParts(pipeline, List.of());
  }

  /** And this collection, each element under one key. */
  public <T> KeyedParts and(
      PartTag<T> tag, PCollection<T> collection, SerializableFunction<T, String> key) {
    return and(tag, PCollectionList.of(collection), key);
  }

  /** And these collections, which may be none, as one part; each element under one key. */
  public <T> KeyedParts and(
      PartTag<T> tag, PCollectionList<T> collections, SerializableFunction<T, String> key) {
    return andUnderKeys(tag, collections, element -> List.of(key.apply(element)));
  }

  /** And these collections, each element under every key that is given for it, also under none. */
  public <T> KeyedParts andUnderKeys(
      PartTag<T> tag,
      PCollectionList<T> collections,
      SerializableFunction<T, ? extends Iterable<String>> keys) {
    if (parts.stream().anyMatch(part -> part.tag().index() == tag.index())) {
      throw new IllegalArgumentException("tag: the index of " + tag + " is taken");
    }
    List<Part<?>> more = new ArrayList<>(parts);
    more.add(new Part<>(tag, collections, keys));
    return new KeyedParts(pipeline, List.copyOf(more));
  }

  /** Applies a transform to all of them. */
  public <OutputT extends POutput> OutputT apply(
      String name, PTransform<KeyedParts, OutputT> transform) {
    return Pipeline.applyTransform(name, this, transform);
  }

  List<Part<?>> parts() {
    return parts;
  }

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    Map<TupleTag<?>, PValue> all = new LinkedHashMap<>();
    for (Part<?> part : parts) {
      for (PCollection<?> collection : part.collections().getAll()) {
        all.put(new TupleTag<>(part.tag().name() + all.size()), collection);
      }
    }
    return all;
  }
}

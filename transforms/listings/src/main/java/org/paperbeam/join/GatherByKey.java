package org.paperbeam.join;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.transforms.join.UnionCoder;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Groups all {@link KeyedParts} by their keys; a DoFn reads a group with {@link Gathered}. What
 * {@code CoGroupByKey} does, with half of its steps: it keys a collection in one step and marks its
 * elements in another, and reads the groups in a step of its own. For immutable elements, bounded
 * input and the global window.
 */
public final class GatherByKey
    extends PTransform<KeyedParts, PCollection<KV<String, Iterable<RawUnionValue>>>> {
  private static final long serialVersionUID = 1L;

  private GatherByKey() {}

  public static GatherByKey create() {
    return new GatherByKey();
  }

  @Override
  public PCollection<KV<String, Iterable<RawUnionValue>>> expand(KeyedParts input) {
    Coder<KV<String, RawUnionValue>> coder =
        KvCoder.of(StringUtf8Coder.of(), HandOverCoder.of(UnionCoder.of(coders(input.parts()))));
    List<PCollection<KV<String, RawUnionValue>>> keyed = new ArrayList<>();
    for (KeyedParts.Part<?> part : input.parts()) {
      addKeyed(part, coder, keyed);
    }
    return PCollectionList.of(keyed)
        .apply("Together", Flatten.pCollections())
        .setCoder(coder)
        .apply("By key", GroupByKey.create());
  }

  private static <T> void addKeyed(
      KeyedParts.Part<T> part,
      Coder<KV<String, RawUnionValue>> coder,
      List<PCollection<KV<String, RawUnionValue>>> keyed) {
    int count = part.collections().size();
    for (int i = 0; i < count; i++) {
      keyed.add(
          part.collections()
              .get(i)
              .apply(
                  part.tag().name() + (count == 1 ? "" : " " + (i + 1)),
                  ParDo.of(new KeyPartFn<>(part.tag().index(), part.keys())))
              .setCoder(coder));
    }
  }

  /** One for every index; a part that has no collection in this job has no element either. */
  private static List<Coder<?>> coders(List<KeyedParts.Part<?>> parts) {
    List<Coder<?>> coders = new ArrayList<>();
    for (KeyedParts.Part<?> part : parts) {
      while (coders.size() <= part.tag().index()) {
        coders.add(VoidCoder.of());
      }
      if (part.collections().size() > 0) {
        coders.set(part.tag().index(), part.collections().get(0).getCoder());
      }
    }
    return coders;
  }

  private static final class KeyPartFn<T> extends DoFn<T, KV<String, RawUnionValue>> {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final SerializableFunction<T, ? extends Iterable<String>> keys;

    KeyPartFn(int index, SerializableFunction<T, ? extends Iterable<String>> keys) {
      this.index = index;
      this.keys = keys;
    }

    @ProcessElement
    public void process(@Element T element, OutputReceiver<KV<String, RawUnionValue>> out) {
      for (String key : keys.apply(element)) {
        out.output(KV.of(key, new RawUnionValue(index, element)));
      }
    }
  }
}

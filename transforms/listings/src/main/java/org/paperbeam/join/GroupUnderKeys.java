package org.paperbeam.join;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Groups the elements of one collection by a key of each. For immutable elements, bounded input and
 * the global window.
 *
 * @param <T> what the collection holds
 */
public final class GroupUnderKeys<T>
    extends PTransform<PCollection<T>, PCollection<KV<String, Iterable<T>>>> {
  private static final long serialVersionUID = 1L;

  private final SerializableFunction<T, String> key;

  private GroupUnderKeys(SerializableFunction<T, String> key) {
    this.key = key;
  }

  public static <T> GroupUnderKeys<T> by(SerializableFunction<T, String> key) {
    return new GroupUnderKeys<>(key);
  }

  @Override
  public PCollection<KV<String, Iterable<T>>> expand(PCollection<T> elements) {
    return elements
        .apply("With key", WithKeys.of(key).withKeyType(TypeDescriptors.strings()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), HandOverCoder.of(elements.getCoder())))
        .apply("By key", GroupByKey.create());
  }
}

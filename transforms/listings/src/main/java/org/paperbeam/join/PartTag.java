package org.paperbeam.join;

import java.io.Serializable;

/**
 * Names one of the collections that {@link KeyedParts} brings together.
 *
 * @param index 0 or more, another for each part of one gathering
 * @param name of the part, for the step that keys it
 * @param <T> what the collection holds
 */
@SuppressWarnings("unused") // The type belongs to the tag, as in Beam's TupleTag.
public record PartTag<T>(int index, String name) implements Serializable {}

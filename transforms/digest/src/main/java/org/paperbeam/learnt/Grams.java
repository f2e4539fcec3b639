package org.paperbeam.learnt;

/**
 * What a text is made of: the buckets of its n-grams, ascending, and what each counts for.
 *
 * @param buckets each once, from 0 to below {@link GramCounter#BUCKETS}
 * @param weights 1 + the logarithm of how often, one for each bucket
 */
record Grams(int[] buckets, float[] weights) {}

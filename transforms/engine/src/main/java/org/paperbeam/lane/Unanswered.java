package org.paperbeam.lane;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Why a paper stays without an answer.
 *
 * @param cause in a few words
 * @param attempts calls that held the paper, those about its title and its abstract alike
 * @param rawAnswer the last answer that could not be used, word for word; null when there was none
 */
public record Unanswered(String cause, int attempts, @Nullable String rawAnswer) {}

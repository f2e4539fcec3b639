package org.paperbeam.pipeline.settings;

import java.io.Serializable;

/**
 * Who scores, and which scores a digest needs. Immutable.
 *
 * @param minRelevance the least relevance, 0 to 10
 * @param minNovelty the least novelty, 0 to 10; holds for scorers that judge novelty
 */
public record ScoringSettings(Scorer scorer, int minRelevance, int minNovelty)
    implements Serializable {}

package org.paperbeam.evaluation;

import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Which papers are wanted, by arXiv id without a version. Immutable.
 *
 * @param wanted what is known of single papers
 * @param othersAreNot whether every other paper is not wanted; if not, nothing is known of it
 */
public record Labels(Map<String, Boolean> wanted, boolean othersAreNot) {
  public Labels {
    wanted = Map.copyOf(wanted);
  }

  /** Whether a paper is wanted; null when that is not known. */
  @Nullable Boolean of(String arxivId) {
    Boolean known = wanted.get(arxivId);
    return known == null && othersAreNot ? Boolean.FALSE : known;
  }
}

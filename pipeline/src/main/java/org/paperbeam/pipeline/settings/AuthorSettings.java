package org.paperbeam.pipeline.settings;

import java.io.Serializable;

/**
 * How authors count. Immutable. The followed authors are the profile's.
 *
 * @param match whether a followed author selects a paper
 * @param minHIndex the least h-index one author must reach; 0 for no filter
 * @param semanticScholarUrl base URL, without a slash at its end
 */
public record AuthorSettings(boolean match, int minHIndex, String semanticScholarUrl)
    implements Serializable {

  /** Whether Semantic Scholar has to be asked at all. */
  public boolean isNeeded() {
    return match || minHIndex > 0;
  }
}

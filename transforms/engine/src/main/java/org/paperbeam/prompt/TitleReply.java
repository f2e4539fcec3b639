package org.paperbeam.prompt;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A title filter's answer, checked against the question. It answers for all papers that were asked,
 * or for none: half a list would read as "the rest is relevant".
 *
 * @param irrelevant the ids to drop, all of which were asked; empty when there is a problem
 * @param problem why the answer could not be read, in a few words for a person; then no paper is
 *     answered
 * @param unasked how many ids were named that were not asked, and were ignored
 */
public record TitleReply(Set<String> irrelevant, Optional<String> problem, int unasked) {
  public TitleReply {
    irrelevant = Collections.unmodifiableSet(new LinkedHashSet<>(irrelevant));
  }

  /** Whether every paper that was asked is answered. */
  public boolean isAnswered() {
    return problem.isEmpty();
  }
}

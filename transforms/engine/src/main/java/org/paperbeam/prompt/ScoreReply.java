package org.paperbeam.prompt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A scoring answer, checked against the question. Every id that was asked is in exactly one of the
 * two maps, and no other id is in either.
 *
 * @param scores the papers that the answer scores, by id
 * @param problems why the others have no score, by id, in a few words for a person
 * @param unasked how many answers named a paper that was not asked, and were ignored
 */
public record ScoreReply(
    Map<String, PaperScore> scores, Map<String, String> problems, int unasked) {
  public ScoreReply {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
  }
}

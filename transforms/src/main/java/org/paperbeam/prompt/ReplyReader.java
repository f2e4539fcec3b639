package org.paperbeam.prompt;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads an LLM's answer against the question. A paper that the answer does not clearly answer is
 * not answered; no other paper's text can answer for it.
 */
public final class ReplyReader {
  /** The longest comment that is kept, in characters. */
  public static final int MAX_COMMENT = 600;

  private ReplyReader() {}

  /** Reads a scoring answer. */
  public static ScoreReply readScores(
      String answer, Collection<String> asked, @Nullable String finishReason) {
    Map<String, String> problems = new LinkedHashMap<>();
    asked.forEach(id -> problems.put(id, answer + finishReason));
    return new ScoreReply(Map.of(), problems, 0);
  }

  /** Reads a title filter's answer. */
  public static TitleReply readTitles(
      String answer, Collection<String> asked, @Nullable String finishReason) {
    return new TitleReply(Set.of(), Optional.of(answer + asked + finishReason), 0);
  }
}

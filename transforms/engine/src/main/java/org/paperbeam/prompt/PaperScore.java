package org.paperbeam.prompt;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the LLM said of one paper.
 *
 * @param relevance 1 to 10
 * @param novelty 1 to 10
 * @param comment one line of at most {@value ReplyReader#MAX_COMMENT} characters, without control
 *     characters; null when the answer has none
 * @param topic as the answer says it, see {@link TopicChoice#named}; null when it says none
 * @param summary one sentence, of at most {@value ReplyReader#MAX_COMMENT} characters; null when
 *     the answer has none
 * @param summaryIn its language, see {@link SummaryLanguage#in}; null when there is none
 */
public record PaperScore(
    int relevance,
    int novelty,
    @Nullable String comment,
    @Nullable String topic,
    @Nullable String summary,
    @Nullable String summaryIn)
    implements Serializable {
  /** Of an answer that says nothing else. */
  public PaperScore(int relevance, int novelty, @Nullable String comment) {
    this(relevance, novelty, comment, null, null, null);
  }
}

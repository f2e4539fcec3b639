package org.paperbeam.calls;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;

/**
 * The rule by which a paper near a cut-off is asked about again, and what its answers say together.
 *
 * <p>One answer is clear when no other answer that differs by one point in each score would decide
 * otherwise. Else there is a second one; when both decide alike, that is clear, and else a third
 * one is the last. The median counts, score by score.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class NearCutOff implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most answers to one question. */
  public static final int MOST_ANSWERS = 3;

  /** From which relevance on a paper is selected, 0 to 10. */
  public abstract int getMinRelevance();

  /** From which novelty on a paper is selected, 0 to 10. */
  public abstract int getMinNovelty();

  @SchemaCreate
  public static NearCutOff of(int minRelevance, int minNovelty) {
    return new AutoValue_NearCutOff(minRelevance, minNovelty);
  }

  /** Whether these answers, in the order in which they were asked for, leave the decision open. */
  @SchemaIgnore
  boolean leavesOpen(List<PaperAnswer> answers) {
    if (answers.size() == 1) {
      return isNear(answers.get(0));
    }
    return answers.size() < MOST_ANSWERS && selects(answers.get(0)) != selects(answers.get(1));
  }

  /** Whether an answer that differs by a point in each score would decide otherwise. */
  @SchemaIgnore
  public boolean isNear(PaperAnswer answer) {
    int step = selects(answer) ? -1 : 1;
    return selects(answer) != selects(answer.getRelevance() + step, answer.getNovelty() + step);
  }

  /** Whether that answer alone selects the paper. */
  @SchemaIgnore
  public boolean selects(PaperAnswer answer) {
    return selects(answer.getRelevance(), answer.getNovelty());
  }

  private boolean selects(int relevance, int novelty) {
    return relevance >= getMinRelevance() && novelty >= getMinNovelty();
  }

  /**
   * What these answers say together, 1 to {@value #MOST_ANSWERS}: the words of the first that
   * decides as their median does. Of two scores the lower is the median, which decides as both do
   * where they agree.
   */
  @SchemaIgnore
  PaperAnswer together(List<PaperAnswer> answers) {
    int relevance = median(answers, PaperAnswer::getRelevance);
    int novelty = median(answers, PaperAnswer::getNovelty);
    PaperAnswer first = answers.get(0);
    boolean selected = selects(relevance, novelty);
    PaperAnswer words =
        answers.stream().filter(a -> selects(a) == selected).findFirst().orElse(first);
    return words.toBuilder()
        .setKey(first.getKey())
        .setRelevance(relevance)
        .setNovelty(novelty)
        .build();
  }

  private static int median(List<PaperAnswer> answers, ToIntFunction<PaperAnswer> score) {
    int[] sorted = answers.stream().mapToInt(score).sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }
}

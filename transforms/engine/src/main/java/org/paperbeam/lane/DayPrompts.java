package org.paperbeam.lane;

import com.google.auto.value.AutoValue;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;

/**
 * The prompt batches of one date, which the lane works together: a date is whole only when its last
 * paper is decided, and batches of several dates in turn would finish none of them first.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class DayPrompts {
  /** The announcement date, ISO. */
  public abstract String getDate();

  /** What can be asked at once, all of one stage: titles if any is to be asked about. */
  public abstract List<PromptBatch> getBatches();

  /** Papers whose titles have passed, to be scored together with those that pass yet. */
  public abstract List<PaperQuestion> getPassed();

  @SchemaCreate
  public static DayPrompts of(String date, List<PromptBatch> batches, List<PaperQuestion> passed) {
    return new AutoValue_DayPrompts(date, batches, passed);
  }

  /**
   * Cuts a date's questions into prompts: the titles, where titles are to be asked about, else the
   * abstracts.
   *
   * @param questions with their tokens, in any order
   */
  public static DayPrompts cut(Prompts prompts, String date, List<PaperQuestion> questions) {
    List<PaperQuestion> passed = questions.stream().filter(PaperQuestion::isTitleKept).toList();
    List<PaperQuestion> titles = questions.stream().filter(q -> !q.isTitleKept()).toList();
    return titles.isEmpty()
        ? of(date, batches(prompts, Stage.SCORES, passed), List.of())
        : of(date, batches(prompts, Stage.TITLES, titles), passed);
  }

  private static List<PromptBatch> batches(
      Prompts prompts, Stage stage, List<PaperQuestion> questions) {
    return prompts
        .cut(
            stage, questions, PaperQuestion::paper, q -> q.tokens(stage), PaperQuestion::shuffledBy)
        .stream()
        .map(batch -> PromptBatch.of(stage, batch))
        .toList();
  }

  /** Every question of the date, once. */
  @SchemaIgnore
  public List<PaperQuestion> questions() {
    List<PaperQuestion> all = new ArrayList<>();
    getBatches().forEach(batch -> all.addAll(batch.getQuestions()));
    all.addAll(getPassed());
    return all;
  }
}

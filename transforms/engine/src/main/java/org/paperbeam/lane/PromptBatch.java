package org.paperbeam.lane;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.prompt.Stage;

/** Papers of one date that one prompt asks about, in the order in which it shows them. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class PromptBatch {
  public abstract Stage getStage();

  /** At least one, with their tokens. */
  public abstract List<PaperQuestion> getQuestions();

  @SchemaCreate
  public static PromptBatch of(Stage stage, List<PaperQuestion> questions) {
    return new AutoValue_PromptBatch(stage, questions);
  }
}

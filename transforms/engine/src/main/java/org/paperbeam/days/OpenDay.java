package org.paperbeam.days;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.paperbeam.calls.PaperQuestion;

/** A date that cannot be published yet, because the LLM has still to be asked about some papers. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class OpenDay {
  /** What is known of it without those. */
  public abstract DayDraft getDraft();

  /** What is to be asked, at least one, in any order. */
  public abstract List<PaperQuestion> getQuestions();

  @SchemaCreate
  public static OpenDay of(DayDraft draft, List<PaperQuestion> questions) {
    return new AutoValue_OpenDay(draft, questions);
  }
}

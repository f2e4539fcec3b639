package org.paperbeam.score;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.paperbeam.paper.PaperRecord;

/** A paper that the LLM has to be asked about. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class PaperQuestion {
  public abstract PaperRecord getRecord();

  public abstract String getTitleKey();

  public abstract String getScoreKey();

  /** Whether its title has passed already, or is not to be asked about. */
  public abstract boolean isTitleKept();

  public static Builder builder() {
    return new AutoValue_PaperQuestion.Builder();
  }

  public abstract Builder toBuilder();

  /** Builds a {@link PaperQuestion}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setRecord(PaperRecord record);

    public abstract Builder setTitleKey(String titleKey);

    public abstract Builder setScoreKey(String scoreKey);

    public abstract Builder setTitleKept(boolean titleKept);

    public abstract PaperQuestion build();
  }
}

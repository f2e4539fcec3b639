package org.paperbeam.score;

import com.google.auto.value.AutoValue;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.paperbeam.paper.PaperRecord;

/** A paper that the LLM has to be asked about. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class PaperQuestion {
  public abstract PaperRecord getRecord();

  /** The same paper, word for word, on other dates of the run: one answer decides them all. */
  public abstract List<PaperRecord> getAlsoOn();

  /** All that the answer decides. */
  @SchemaIgnore
  List<PaperRecord> records() {
    List<PaperRecord> records = new ArrayList<>(getAlsoOn());
    records.add(0, getRecord());
    return records;
  }

  public abstract String getTitleKey();

  public abstract String getScoreKey();

  /** Whether its title has passed already, or is not to be asked about. */
  public abstract boolean isTitleKept();

  public static Builder builder() {
    return new AutoValue_PaperQuestion.Builder().setAlsoOn(List.of());
  }

  public abstract Builder toBuilder();

  /** Builds a {@link PaperQuestion}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setRecord(PaperRecord record);

    public abstract Builder setAlsoOn(List<PaperRecord> alsoOn);

    public abstract Builder setTitleKey(String titleKey);

    public abstract Builder setScoreKey(String scoreKey);

    public abstract Builder setTitleKept(boolean titleKept);

    public abstract PaperQuestion build();
  }
}

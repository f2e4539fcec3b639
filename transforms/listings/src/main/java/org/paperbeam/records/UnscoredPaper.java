package org.paperbeam.records;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A dead letter: why a paper could not be scored. It has a record in {@code scores/} too, with the
 * outcome {@code unscored}, and the next run asks for it again.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@JsonDeserialize(builder = UnscoredPaper.Builder.class)
@JsonPropertyOrder({
  "arxiv_id",
  "date",
  "title",
  "stage",
  "cause",
  "attempts",
  "raw_answer",
  "run_id"
})
public abstract class UnscoredPaper {
  /** The announcement date, ISO. */
  public abstract String getDate();

  public abstract String getArxivId();

  public abstract String getTitle();

  /** The step that gave up: {@code score} or {@code title}. */
  public abstract String getStage();

  /** In a few words, e.g. {@code answer could not be read}, {@code cost cap reached}. */
  public abstract String getCause();

  /** Calls that held this paper alone or with others, in this run. */
  public abstract int getAttempts();

  /** The last answer as it came, or null when there was none. */
  public abstract @Nullable String getRawAnswer();

  public abstract String getRunId();

  public static Builder builder() {
    return new AutoValue_UnscoredPaper.Builder();
  }

  public abstract Builder toBuilder();

  /** Builds a {@link UnscoredPaper}. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "set")
  public abstract static class Builder {
    @JsonCreator
    static Builder create() {
      return new AutoValue_UnscoredPaper.Builder();
    }

    public abstract Builder setDate(String date);

    public abstract Builder setArxivId(String arxivId);

    public abstract Builder setTitle(String title);

    public abstract Builder setStage(String stage);

    public abstract Builder setCause(String cause);

    public abstract Builder setAttempts(int attempts);

    public abstract Builder setRawAnswer(@Nullable String rawAnswer);

    public abstract Builder setRunId(String runId);

    public abstract UnscoredPaper build();
  }
}

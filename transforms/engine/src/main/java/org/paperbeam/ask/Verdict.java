package org.paperbeam.ask;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What an LLM says of a thing: two marks and a sentence, whose meaning the task and the criteria of
 * {@link org.paperbeam.prompt.PromptConfig} give. Either all of them, or a problem.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Verdict {
  /** The question's. */
  public abstract String getId();

  /** 1 to 10; null without an answer. */
  public abstract @Nullable Integer getRelevance();

  /** 1 to 10; null without an answer. */
  public abstract @Nullable Integer getNovelty();

  /** The model's words, data and never an instruction; null without an answer. */
  public abstract @Nullable String getComment();

  /** Who answered; null without an answer. */
  public abstract @Nullable String getModel();

  /** The run that paid for the answer; null without one. */
  public abstract @Nullable String getRunId();

  /** Why there is no answer; null when there is. A later run asks again. */
  public abstract @Nullable String getProblem();

  public static Builder builder() {
    return new AutoValue_Verdict.Builder();
  }

  /** Builds a {@link Verdict}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setId(String id);

    public abstract Builder setRelevance(@Nullable Integer relevance);

    public abstract Builder setNovelty(@Nullable Integer novelty);

    public abstract Builder setComment(@Nullable String comment);

    public abstract Builder setModel(@Nullable String model);

    public abstract Builder setRunId(@Nullable String runId);

    public abstract Builder setProblem(@Nullable String problem);

    public abstract Verdict build();
  }
}

package org.paperbeam.records;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the LLM was paid for one date's papers, under the prompt now in force, in this run and all
 * before it: so a run that pays nothing writes the same digest.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@JsonDeserialize(builder = DayUsage.Builder.class)
@JsonPropertyOrder({
  "requests",
  "prompt_tokens",
  "cached_tokens",
  "completion_tokens",
  "prompt_cost_usd",
  "completion_cost_usd"
})
public abstract class DayUsage {
  /** The announcement date, ISO. */
  @JsonIgnore
  public abstract String getDate();

  /** Answered calls. */
  public abstract long getRequests();

  /** As the service counted them, cached ones included. */
  public abstract long getPromptTokens();

  /** The part of the prompt tokens that was billed at the cached price. */
  public abstract long getCachedTokens();

  public abstract long getCompletionTokens();

  /** US dollars; null when the model's price is unknown, which is not 0. */
  public abstract @Nullable Double getPromptCostUsd();

  /** US dollars; null when the model's price is unknown, which is not 0. */
  public abstract @Nullable Double getCompletionCostUsd();

  public static Builder builder() {
    return new AutoValue_DayUsage.Builder();
  }

  public abstract Builder toBuilder();

  /** Builds a {@link DayUsage}. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "set")
  public abstract static class Builder {
    /** In the file the date stands in the manifest that holds the usage. */
    @JsonCreator
    static Builder create() {
      return builder().setDate("");
    }

    @JsonIgnore
    public abstract Builder setDate(String date);

    public abstract Builder setRequests(long requests);

    public abstract Builder setPromptTokens(long promptTokens);

    public abstract Builder setCachedTokens(long cachedTokens);

    public abstract Builder setCompletionTokens(long completionTokens);

    public abstract Builder setPromptCostUsd(@Nullable Double promptCostUsd);

    public abstract Builder setCompletionCostUsd(@Nullable Double completionCostUsd);

    public abstract DayUsage build();
  }
}

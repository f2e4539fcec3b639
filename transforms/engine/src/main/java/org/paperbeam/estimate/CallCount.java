package org.paperbeam.estimate;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;

/** Calls to the LLM and what they use. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class CallCount {
  /** No call. */
  public static final CallCount NONE = of(0, 0, 0, 0);

  public abstract long getRequests();

  /** Tokens of the prompts as the service counts them, cached ones included. */
  public abstract long getPromptTokens();

  /** Those of them that the service bills at its price for cached tokens. */
  public abstract long getCachedTokens();

  public abstract long getCompletionTokens();

  @SchemaCreate
  public static CallCount of(
      long requests, long promptTokens, long cachedTokens, long completionTokens) {
    return new AutoValue_CallCount(requests, promptTokens, cachedTokens, completionTokens);
  }

  /** These calls and others together. */
  @SchemaIgnore
  public CallCount plus(CallCount other) {
    return of(
        getRequests() + other.getRequests(),
        getPromptTokens() + other.getPromptTokens(),
        getCachedTokens() + other.getCachedTokens(),
        getCompletionTokens() + other.getCompletionTokens());
  }
}

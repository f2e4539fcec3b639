package org.paperbeam.paper;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;

/**
 * Why a run must publish nothing: a source that refuses, a rejected key, an exhausted quota. It
 * travels through the graph as data, not as an exception, so that every runner tells it alike and
 * none restarts the job to be refused again.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class RunFailure {
  /** The step that lists: when it failed, no date can be trusted to be whole. */
  public static final String LISTING = "listing";

  /** The step that looks up authors. */
  public static final String AUTHORS = "authors";

  /** The step that asks the LLM. */
  public static final String LLM = "llm";

  /** The step that writes days: one that stands there may not be replaced. */
  public static final String PUBLISH = "publish";

  /** The step that failed, one of the above. */
  public abstract String getStage();

  /** One line for the user: what, where, and what to do. */
  public abstract String getMessage();

  @SchemaCreate
  public static RunFailure of(String stage, String message) {
    return new AutoValue_RunFailure(stage, message);
  }
}

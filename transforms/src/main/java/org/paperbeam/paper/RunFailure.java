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
  /** The step that failed: {@code listing}, {@code authors}, {@code llm}. */
  public abstract String getStage();

  /** One line for the user: what, where, and what to do. */
  public abstract String getMessage();

  @SchemaCreate
  public static RunFailure of(String stage, String message) {
    return new AutoValue_RunFailure(stage, message);
  }
}

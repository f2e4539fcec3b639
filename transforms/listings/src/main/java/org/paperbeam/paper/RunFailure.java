package org.paperbeam.paper;

import com.google.auto.value.AutoValue;
import java.io.IOException;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureException;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;

/**
 * Why a run must publish nothing: a source that refuses, a rejected key, an exhausted quota. It
 * travels through the graph as data, not as an exception, so that every runner tells it alike and
 * none restarts the job to be refused again. What follows from it is decided by its stage, kind and
 * remedy; the message is for people.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class RunFailure {
  /** The step that failed. */
  public abstract FailureStage getStage();

  /** What sort of failure it is. */
  public abstract FailureKind getKind();

  /** One line for the user: what is wrong, and where. */
  public abstract String getMessage();

  /** What the user can do about it beyond what the message says. */
  public abstract Remedy getRemedy();

  /** A value that belongs to the remedy, e.g. a number; null for most. */
  public abstract @Nullable String getRemedyValue();

  /** A failure whose message says all. */
  public static RunFailure of(FailureStage stage, FailureKind kind, String message) {
    return of(stage, kind, message, Remedy.NONE, null);
  }

  /** The failure behind an exception, with its kind and remedy if it has them. */
  public static RunFailure of(FailureStage stage, IOException failure) {
    String message = failure.getMessage();
    return of(
        stage,
        FailureException.kindOf(failure),
        message == null ? failure.getClass().getSimpleName() : message,
        FailureException.remedyOf(failure),
        null);
  }

  @SchemaCreate
  public static RunFailure of(
      FailureStage stage,
      FailureKind kind,
      String message,
      Remedy remedy,
      @Nullable String remedyValue) {
    return new AutoValue_RunFailure(stage, kind, message, remedy, remedyValue);
  }

  /** The same failure with that remedy. */
  public RunFailure withRemedy(Remedy remedy) {
    return of(getStage(), getKind(), getMessage(), remedy, null);
  }

  /** The same failure with that remedy and the value that belongs to it. */
  public RunFailure withRemedy(Remedy remedy, String value) {
    return of(getStage(), getKind(), getMessage(), remedy, value);
  }
}

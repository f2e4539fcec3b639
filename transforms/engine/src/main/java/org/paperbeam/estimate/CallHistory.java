package org.paperbeam.estimate;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;

/** How a model has answered so far, summed over calls of a ledger. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
abstract class CallHistory implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing is known. */
  public static final CallHistory NONE = builder().build();

  /** Titles that were asked about with the profile as it is now, and answered. */
  public abstract long getTitles();

  /** Those of them that were dropped. */
  public abstract long getDropped();

  /** Titles of any call, which {@link #getTitleCompletion} belongs to. */
  public abstract long getTitlesAsked();

  public abstract long getTitleCompletion();

  /** Abstracts of any call, which {@link #getScoreCompletion} belongs to. */
  public abstract long getAbstractsAsked();

  public abstract long getScoreCompletion();

  /** Papers that calls with the profile as it is now have scored. */
  public abstract long getScored();

  /** Those of them that were near a cut-off. */
  public abstract long getNear();

  /** Prompt tokens as we counted them, of the calls for which we know. */
  public abstract long getCounted();

  /** Prompt tokens of the same calls, as the service counted them. */
  public abstract long getPrompt();

  /** Those of them that were billed as cached. */
  public abstract long getCached();

  public static Builder builder() {
    return new AutoValue_CallHistory.Builder()
        .setTitles(0)
        .setDropped(0)
        .setTitlesAsked(0)
        .setTitleCompletion(0)
        .setAbstractsAsked(0)
        .setScoreCompletion(0)
        .setScored(0)
        .setNear(0)
        .setCounted(0)
        .setPrompt(0)
        .setCached(0);
  }

  /** These and other calls together. */
  @SchemaIgnore
  public CallHistory plus(CallHistory other) {
    return builder()
        .setTitles(getTitles() + other.getTitles())
        .setDropped(getDropped() + other.getDropped())
        .setTitlesAsked(getTitlesAsked() + other.getTitlesAsked())
        .setTitleCompletion(getTitleCompletion() + other.getTitleCompletion())
        .setAbstractsAsked(getAbstractsAsked() + other.getAbstractsAsked())
        .setScoreCompletion(getScoreCompletion() + other.getScoreCompletion())
        .setScored(getScored() + other.getScored())
        .setNear(getNear() + other.getNear())
        .setCounted(getCounted() + other.getCounted())
        .setPrompt(getPrompt() + other.getPrompt())
        .setCached(getCached() + other.getCached())
        .build();
  }

  /** Builds {@link CallHistory}; what is not set is 0. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setTitles(long titles);

    public abstract Builder setDropped(long dropped);

    public abstract Builder setTitlesAsked(long titlesAsked);

    public abstract Builder setTitleCompletion(long titleCompletion);

    public abstract Builder setAbstractsAsked(long abstractsAsked);

    public abstract Builder setScoreCompletion(long scoreCompletion);

    public abstract Builder setScored(long scored);

    public abstract Builder setNear(long near);

    public abstract Builder setCounted(long counted);

    public abstract Builder setPrompt(long prompt);

    public abstract Builder setCached(long cached);

    public abstract CallHistory build();
  }
}

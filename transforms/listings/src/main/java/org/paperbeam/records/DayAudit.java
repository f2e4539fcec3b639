package org.paperbeam.records;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;

/**
 * What the pre-filter did on a day, and what the audit found: of a sample of all papers, taken by
 * the hash of their ids, every one is scored whatever the filter says. Immutable.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@JsonDeserialize(builder = DayAudit.Builder.class)
@JsonPropertyOrder({
  "filter",
  "ruled_out",
  "audited",
  "audit_found",
  "sample_chosen",
  "sample_kept",
  "recall_lower",
  "confidence"
})
public abstract class DayAudit {
  /** SHA-256 (hex) of the filter's file. */
  public abstract String getFilter();

  /** Papers that were ruled out, and not scored. */
  public abstract long getRuledOut();

  /** Papers that would have been ruled out and were scored, for the audit. */
  public abstract long getAudited();

  /** Those of the audited that the LLM chose: the filter would have lost them. */
  public abstract long getAuditFound();

  /** Papers of the sample that the LLM chose. */
  public abstract long getSampleChosen();

  /** Those of them that the filter keeps. */
  public abstract long getSampleKept();

  /** The filter's recall is at least this, by all that was known before the day's run. */
  public abstract double getRecallLower();

  /** How sure {@link #getRecallLower} is, above 0, below 1. */
  public abstract double getConfidence();

  public static Builder builder() {
    return new AutoValue_DayAudit.Builder();
  }

  /** Builds a {@link DayAudit}. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "set")
  public abstract static class Builder {
    @JsonCreator
    static Builder create() {
      return builder();
    }

    public abstract Builder setFilter(String filter);

    public abstract Builder setRuledOut(long ruledOut);

    public abstract Builder setAudited(long audited);

    public abstract Builder setAuditFound(long auditFound);

    public abstract Builder setSampleChosen(long sampleChosen);

    public abstract Builder setSampleKept(long sampleKept);

    public abstract Builder setRecallLower(double recallLower);

    public abstract Builder setConfidence(double confidence);

    public abstract DayAudit build();
  }
}

package org.paperbeam.records;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.DayKind;

/**
 * The numbers of one date, as the run report prints them. For every date {@code listed = duplicates
 * +} the sum of the six outcomes.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@JsonDeserialize(builder = DaySummary.Builder.class)
@JsonPropertyOrder({
  "date",
  "kind",
  "listed",
  "duplicates",
  "author_matches",
  "h_index_filtered",
  "title_filtered",
  "prefiltered",
  "below_cutoff",
  "selected",
  "unscored",
  "complete"
})
@JsonIgnoreProperties({"entries", "warnings", "audit"})
public abstract class DaySummary {
  /** ISO. */
  public abstract String getDate();

  public abstract DayKind getKind();

  /** Entries of the listing, replacements and repeats across categories included. */
  public abstract long getEntries();

  /** Entries that the announce types and categories ask for, repeats included. */
  public abstract long getListed();

  /** Entries that repeat a paper of the same date. */
  public abstract long getDuplicates();

  public abstract long getAuthorMatches();

  @JsonProperty("h_index_filtered")
  public abstract long getHIndexFiltered();

  public abstract long getTitleFiltered();

  public abstract long getPrefiltered();

  public abstract long getBelowCutoff();

  public abstract long getSelected();

  public abstract long getUnscored();

  /** Whether every listed paper was decided. */
  public abstract boolean isComplete();

  public abstract List<String> getWarnings();

  /** What the pre-filter did; null when none was used. */
  public abstract @Nullable DayAudit getAudit();

  public static Builder builder() {
    return new AutoValue_DaySummary.Builder();
  }

  public abstract Builder toBuilder();

  /** Builds a {@link DaySummary}. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "set")
  public abstract static class Builder {
    /** A run report holds neither the entries nor the day's warnings. */
    @JsonCreator
    static Builder create() {
      return builder().setEntries(0).setWarnings(List.of());
    }

    public abstract Builder setDate(String date);

    public abstract Builder setKind(DayKind kind);

    public abstract Builder setEntries(long entries);

    public abstract Builder setListed(long listed);

    public abstract Builder setDuplicates(long duplicates);

    public abstract Builder setAuthorMatches(long authorMatches);

    @JsonProperty("h_index_filtered")
    public abstract Builder setHIndexFiltered(long hIndexFiltered);

    public abstract Builder setTitleFiltered(long titleFiltered);

    public abstract Builder setPrefiltered(long prefiltered);

    public abstract Builder setBelowCutoff(long belowCutoff);

    public abstract Builder setSelected(long selected);

    public abstract Builder setUnscored(long unscored);

    public abstract Builder setComplete(boolean complete);

    public abstract Builder setWarnings(List<String> warnings);

    public abstract Builder setAudit(@Nullable DayAudit audit);

    public abstract DaySummary build();
  }
}

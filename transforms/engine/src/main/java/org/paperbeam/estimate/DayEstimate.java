package org.paperbeam.estimate;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.paperbeam.paper.DayKind;

/** What one date would take. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class DayEstimate {
  /** The date, ISO. */
  public abstract String getDate();

  public abstract DayKind getKind();

  /** Papers, each once; those that are decided without the LLM included. */
  public abstract long getPapers();

  /** Papers that the ledger decides. */
  public abstract long getFromLedger();

  /** Papers that the LLM has to be asked about, by title or by abstract. */
  public abstract long getToAsk();

  public abstract CallCount getLikely();

  /** The lower end: nineteen days of twenty use more. */
  public abstract CallCount getLeast();

  /** The upper end: nineteen days of twenty use less. A repeated call is not foreseen. */
  public abstract CallCount getMost();

  /** The listing's sentences about the date. */
  public abstract List<String> getWarnings();

  public static Builder builder() {
    return new AutoValue_DayEstimate.Builder()
        .setPapers(0)
        .setFromLedger(0)
        .setToAsk(0)
        .setLikely(CallCount.NONE)
        .setLeast(CallCount.NONE)
        .setMost(CallCount.NONE)
        .setWarnings(List.of());
  }

  /** Builds a {@link DayEstimate}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setDate(String date);

    public abstract Builder setKind(DayKind kind);

    public abstract Builder setPapers(long papers);

    public abstract Builder setFromLedger(long fromLedger);

    public abstract Builder setToAsk(long toAsk);

    public abstract Builder setLikely(CallCount likely);

    public abstract Builder setLeast(CallCount least);

    public abstract Builder setMost(CallCount most);

    public abstract Builder setWarnings(List<String> warnings);

    public abstract DayEstimate build();
  }
}

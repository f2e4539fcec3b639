package org.paperbeam.lane;

import com.google.auto.value.AutoValue;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;

/** What a lane counted, for the run report. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class LaneTally {
  /** Calls sent, repeated ones included, those refused for the rate not. */
  public abstract long getRequests();

  /** Calls that asked again. */
  public abstract long getRetries();

  /** Calls refused for the rate (429). */
  public abstract long getRateLimited();

  /** Time in which a call was ready and only the limits held it back. */
  public abstract long getThrottledMillis();

  /** Papers near a cut-off that were decided by more answers than one. */
  public abstract long getRescored();

  /** Those of them that their first answer alone would have decided otherwise. */
  public abstract long getDecisionsChanged();

  /** Whether the cost cap ended the lane. */
  public abstract boolean isCapReached();

  /** From a call's start to its answer. */
  public abstract Spread getLatencyMillis();

  /** Calls that were ready and had to wait, whenever one started. */
  public abstract Spread getQueue();

  /** What the user should know of batches: lost, expired, left open. */
  public abstract List<String> getWarnings();

  /** What two lanes of a run counted, one after the other. */
  @SchemaIgnore
  public LaneTally plus(LaneTally other) {
    List<String> warnings = new ArrayList<>(getWarnings());
    warnings.addAll(other.getWarnings());
    return builder()
        .setRequests(getRequests() + other.getRequests())
        .setRetries(getRetries() + other.getRetries())
        .setRateLimited(getRateLimited() + other.getRateLimited())
        .setThrottledMillis(getThrottledMillis() + other.getThrottledMillis())
        .setRescored(getRescored() + other.getRescored())
        .setDecisionsChanged(getDecisionsChanged() + other.getDecisionsChanged())
        .setCapReached(isCapReached() || other.isCapReached())
        .setLatencyMillis(getLatencyMillis().plus(other.getLatencyMillis()))
        .setQueue(getQueue().plus(other.getQueue()))
        .setWarnings(List.copyOf(warnings))
        .build();
  }

  public static Builder builder() {
    return new AutoValue_LaneTally.Builder()
        .setRescored(0)
        .setDecisionsChanged(0)
        .setLatencyMillis(Spread.NONE)
        .setQueue(Spread.NONE)
        .setWarnings(List.of());
  }

  public abstract Builder toBuilder();

  /** Builds a {@link LaneTally}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setRequests(long requests);

    public abstract Builder setRetries(long retries);

    public abstract Builder setRateLimited(long rateLimited);

    public abstract Builder setThrottledMillis(long throttledMillis);

    public abstract Builder setRescored(long rescored);

    public abstract Builder setDecisionsChanged(long decisionsChanged);

    public abstract Builder setCapReached(boolean capReached);

    public abstract Builder setLatencyMillis(Spread latencyMillis);

    public abstract Builder setQueue(Spread queue);

    public abstract Builder setWarnings(List<String> warnings);

    public abstract LaneTally build();
  }
}

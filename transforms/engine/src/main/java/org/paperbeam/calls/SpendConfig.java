package org.paperbeam.calls;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.limit.Budget;
import org.paperbeam.limit.SpendAccount;
import org.paperbeam.money.Price;

/** What calls cost, and what they may cost in all. Immutable. */
@AutoValue
public abstract class SpendConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The model's price; null when it is unknown, and then so is every cost. */
  public abstract @Nullable Price getPrice();

  /** US dollars that the run may spend at the most, for the whole job; null for no cap. */
  public abstract @Nullable Double getMaxCostUsd();

  /** The price of a call, alone or through the Batch API; null when it is unknown. */
  public @Nullable Price priceOf(boolean batch) {
    Price price = getPrice();
    return price == null ? null : price.of(batch).orElse(null);
  }

  /**
   * The money of a run: one for all services that it asks.
   *
   * @param account what the run has spent before
   * @param callsAtOnce for how many calls more is authorised at a time, 1 or more
   */
  public Budget budget(SpendAccount account, int callsAtOnce) {
    Double cap = getMaxCostUsd();
    return cap == null ? Budget.unlimited() : Budget.ofUsd(cap, account, callsAtOnce);
  }

  public static Builder builder() {
    return new AutoValue_SpendConfig.Builder();
  }

  public abstract Builder toBuilder();

  /** Builds a {@link SpendConfig}; by default nothing is known and nothing capped. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setPrice(@Nullable Price price);

    public abstract Builder setMaxCostUsd(@Nullable Double maxCostUsd);

    public abstract SpendConfig build();
  }
}

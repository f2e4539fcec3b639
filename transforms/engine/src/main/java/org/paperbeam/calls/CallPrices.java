package org.paperbeam.calls;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.money.Price;

/**
 * The price of every call of a run: that of its model.
 *
 * @param price the model's; null when it is unknown
 * @param fallbackModel the model that takes over; null when none does
 * @param fallbackPrice that model's price; null when it is unknown
 */
public record CallPrices(
    @Nullable Price price, @Nullable String fallbackModel, @Nullable Price fallbackPrice)
    implements Serializable {
  /** Only one model is asked; null when its price is unknown. */
  public static CallPrices ofOne(@Nullable Price price) {
    return new CallPrices(price, null, null);
  }

  /**
   * A model, and one that takes over. Two services may have a model of the same name: what was
   * asked of them cannot be told apart, and has the first one's price.
   */
  public static CallPrices of(
      String model, @Nullable Price price, String fallbackModel, @Nullable Price fallbackPrice) {
    return new CallPrices(price, fallbackModel.equals(model) ? null : fallbackModel, fallbackPrice);
  }

  /** Whether the model that takes over was asked. */
  public boolean isFallback(PaidCall call) {
    return fallbackModel != null && call.getModel().equals(fallbackModel);
  }

  /** The price of that call, alone or through the Batch API; null when it is unknown. */
  public @Nullable Price of(PaidCall call) {
    Price of = isFallback(call) ? fallbackPrice : price;
    return of == null ? null : of.of(call.isBatch()).orElse(null);
  }

  /** What a call cost, in millionths of a US dollar, rounded up; 0 when the price is unknown. */
  public long microUsd(PaidCall call) {
    Price of = of(call);
    return of == null
        ? 0
        : CallEstimates.microUsd(
            of.cost(call.getPromptTokens(), call.getCachedTokens(), call.getCompletionTokens()));
  }
}

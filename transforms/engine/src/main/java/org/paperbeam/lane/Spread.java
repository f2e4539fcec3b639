package org.paperbeam.lane;

import com.google.auto.value.AutoValue;
import java.util.LongSummaryStatistics;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;

/** How a number was spread over the calls of a lane; without calls its ends are 0. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Spread {
  /** No number at all. */
  public static final Spread NONE = of(0, 0, 0, 0);

  public abstract long getCount();

  public abstract long getSum();

  public abstract long getMin();

  public abstract long getMax();

  @SchemaCreate
  public static Spread of(long count, long sum, long min, long max) {
    return new AutoValue_Spread(count, sum, min, max);
  }

  static Spread of(LongSummaryStatistics numbers) {
    return numbers.getCount() == 0
        ? NONE
        : of(numbers.getCount(), numbers.getSum(), numbers.getMin(), numbers.getMax());
  }

  /** Both together. */
  @SchemaIgnore
  public Spread plus(Spread other) {
    if (getCount() == 0 || other.getCount() == 0) {
      return getCount() == 0 ? other : this;
    }
    return of(
        getCount() + other.getCount(),
        getSum() + other.getSum(),
        Math.min(getMin(), other.getMin()),
        Math.max(getMax(), other.getMax()));
  }

  /** The mean; 0 without numbers. */
  @SchemaIgnore
  public double mean() {
    return getCount() == 0 ? 0 : (double) getSum() / getCount();
  }
}

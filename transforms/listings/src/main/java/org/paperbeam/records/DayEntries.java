package org.paperbeam.records;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;

/** How many entries of a date were listed, and how many papers they are. One value a date. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class DayEntries {
  /** The announcement date, ISO. */
  public abstract String getDate();

  /** Entries, repeats included, counted before any was put aside. */
  public abstract long getListed();

  /** Papers: what every later step has to account for. */
  public abstract long getDistinct();

  @SchemaCreate
  public static DayEntries of(String date, long listed, long distinct) {
    return new AutoValue_DayEntries(date, listed, distinct);
  }
}

package org.paperbeam.snapshot;

import com.google.auto.value.AutoValue;
import java.util.Map;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What one stretch of a snapshot's file holds, for the sums over all of them. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class RangeFacts {
  /**
   * The newest {@code update_date} of all its lines, ISO, in scope or not; null when no line has
   * one. A snapshot whose newest date lies before the last day asked for ends before that day.
   */
  public abstract @Nullable String getNewestUpdate();

  /** How many papers in scope it has, by announcement date (ISO). */
  public abstract Map<String, Long> getPapersByDate();

  @SchemaCreate
  public static RangeFacts of(@Nullable String newestUpdate, Map<String, Long> papersByDate) {
    return new AutoValue_RangeFacts(newestUpdate, papersByDate);
  }
}

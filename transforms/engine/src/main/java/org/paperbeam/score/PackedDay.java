package org.paperbeam.score;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.days.DayDraft;
import org.paperbeam.lane.DayPrompts;

/** One date on its way to the lane. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class PackedDay {
  /** What is to be asked, at least one question. */
  public abstract DayPrompts getPrompts();

  /** What else is known of the date; null when the lane is not to publish it. */
  public abstract @Nullable DayDraft getDraft();

  @SchemaCreate
  public static PackedDay of(DayPrompts prompts, @Nullable DayDraft draft) {
    return new AutoValue_PackedDay(prompts, draft);
  }

  /** The date, ISO. */
  @SchemaIgnore
  String date() {
    return getPrompts().getDate();
  }
}

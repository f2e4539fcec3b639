package org.paperbeam.paper;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;

/** What a source says of one date that was asked for, papers apart. One value a date. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class DayFacts {
  /** The date, ISO. */
  public abstract String getDate();

  public abstract DayKind getKind();

  /**
   * Entries the source listed for the date, replacements and repeats across categories included,
   * whether or not the announce types ask for them. Never less than the papers listed.
   */
  public abstract long getEntries();

  /** Sentences for the report and the console, each naming the date. */
  public abstract List<String> getWarnings();

  @SchemaCreate
  public static DayFacts of(String date, DayKind kind, long entries, List<String> warnings) {
    return new AutoValue_DayFacts(date, kind, entries, warnings);
  }
}

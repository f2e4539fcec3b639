package org.paperbeam.snapshot;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;

/**
 * A dead letter: a line of the snapshot that could not be read as a paper. How many lines are bad
 * is the sum of {@link #getLines()}.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class BadRecord {
  /** The most characters of a line that are kept. */
  static final int EXCERPT = 200;

  /** The file's path or URL. */
  public abstract String getFile();

  /** Bytes of the file before the line; in a compressed file, of its uncompressed text. */
  public abstract long getOffset();

  /** Why, e.g. {@code lacks categories}. */
  public abstract String getReason();

  /** The line's first 200 characters. */
  public abstract String getExcerpt();

  /**
   * How many bad lines this stands for: 1, unless a stretch of the file holds so many that only the
   * first ones are named; then its last dead letter stands for all the others.
   */
  public abstract long getLines();

  @SchemaCreate
  static BadRecord of(String file, long offset, String reason, String excerpt, long lines) {
    return new AutoValue_BadRecord(file, offset, reason, excerpt, lines);
  }

  /** One line for the user: where, why, and how the bad line begins. */
  public String describe() {
    return getFile()
        + ", byte "
        + getOffset()
        + ": "
        + getReason()
        + (getLines() > 1 ? " (and " + (getLines() - 1) + " bad lines after it)" : "")
        + ": "
        + getExcerpt();
  }
}

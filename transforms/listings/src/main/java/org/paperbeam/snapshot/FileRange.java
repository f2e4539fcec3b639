package org.paperbeam.snapshot;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;

/** The lines of one file whose first byte lies in [from, until): the unit of parallel reading. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
abstract class FileRange {
  /** The file's path or URL. */
  public abstract String getFile();

  /** A byte offset; in a compressed file, of its uncompressed text. */
  public abstract long getFrom();

  /** A byte offset, {@link Long#MAX_VALUE} for "to the end". */
  public abstract long getUntil();

  @SchemaCreate
  static FileRange of(String file, long from, long until) {
    return new AutoValue_FileRange(file, from, until);
  }
}

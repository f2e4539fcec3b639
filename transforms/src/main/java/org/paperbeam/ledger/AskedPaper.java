package org.paperbeam.ledger;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;

/** A paper that a call asked about, and the key under which its answer is looked up. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class AskedPaper {
  public abstract String getArxivId();

  /** See {@link LedgerKey}. */
  public abstract String getKey();

  @SchemaCreate
  public static AskedPaper of(String arxivId, String key) {
    return new AutoValue_AskedPaper(arxivId, key);
  }
}

package org.paperbeam.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;

/** A paper that a call asked about, and the key under which its answer is looked up. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@JsonPropertyOrder({"arxiv_id", "key"})
public abstract class AskedPaper {
  public abstract String getArxivId();

  /** See {@link LedgerKey}. */
  public abstract String getKey();

  @SchemaCreate
  @JsonCreator
  public static AskedPaper of(
      @JsonProperty("arxiv_id") String arxivId, @JsonProperty("key") String key) {
    return new AutoValue_AskedPaper(arxivId, key);
  }
}

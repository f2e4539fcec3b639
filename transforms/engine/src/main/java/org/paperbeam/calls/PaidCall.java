package org.paperbeam.calls;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.paperbeam.ledger.LedgerEntry;

/** An answered call as the accounts see it. The same call may come twice, with the same id. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class PaidCall {
  /** The ledger entry's id. */
  public abstract String getId();

  public abstract String getRunId();

  /** The announcement date whose papers were asked about, ISO. */
  public abstract String getDate();

  public abstract String getPromptSha256();

  /** The model that was asked; empty when nobody says it. */
  public abstract String getModel();

  public abstract long getPromptTokens();

  public abstract long getCachedTokens();

  public abstract long getCompletionTokens();

  /** Whether it was asked through the Batch API, at that price. */
  public abstract boolean isBatch();

  /** Whether the service told what it used; a prompt without tokens is none. */
  @SchemaIgnore
  public boolean isUsageKnown() {
    return getPromptTokens() > 0;
  }

  /** The accounts' view of a ledger entry. */
  public static PaidCall of(LedgerEntry entry) {
    return builder()
        .setId(entry.getId())
        .setRunId(entry.getRunId())
        .setDate(entry.getDate())
        .setPromptSha256(entry.getPromptSha256())
        .setModel(entry.getModel())
        .setPromptTokens(entry.getPromptTokens())
        .setCachedTokens(entry.getCachedTokens())
        .setCompletionTokens(entry.getCompletionTokens())
        .setBatch(entry.isBatch())
        .build();
  }

  public static Builder builder() {
    return new AutoValue_PaidCall.Builder().setBatch(false).setModel("");
  }

  /** Builds a {@link PaidCall}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setId(String id);

    public abstract Builder setRunId(String runId);

    public abstract Builder setDate(String date);

    public abstract Builder setPromptSha256(String promptSha256);

    public abstract Builder setModel(String model);

    public abstract Builder setPromptTokens(long promptTokens);

    public abstract Builder setCachedTokens(long cachedTokens);

    public abstract Builder setCompletionTokens(long completionTokens);

    public abstract Builder setBatch(boolean batch);

    public abstract PaidCall build();
  }
}

package org.paperbeam.calls;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What an answer says of one paper: whether its title drops it, or its scores. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class PaperAnswer {
  /** The key of the question, see {@link org.paperbeam.ledger.LedgerKey}. */
  public abstract String getKey();

  /** The paper's arXiv id. */
  public abstract String getArxivId();

  /** For a question about a title: whether it is clearly irrelevant; else null. */
  public abstract @Nullable Boolean getDropped();

  /** 1 to 10 for a question about an abstract; else null. */
  public abstract @Nullable Integer getRelevance();

  /** As above. */
  public abstract @Nullable Integer getNovelty();

  public abstract @Nullable String getComment();

  /** The paper's topic as the answer says it; null when it says none. */
  public abstract @Nullable String getTopic();

  /** One sentence on what the paper does; null when the answer has none. */
  public abstract @Nullable String getSummary();

  /** The language of that, see {@link org.paperbeam.prompt.SummaryLanguage#in}; null for none. */
  public abstract @Nullable String getSummaryIn();

  public abstract String getModel();

  public abstract String getPromptSha256();

  /** UTC, ISO. */
  public abstract String getAnsweredAt();

  /** The run that paid. */
  public abstract String getRunId();

  /** Whether it drops the paper for its title. */
  @SchemaIgnore
  public boolean drops() {
    return Boolean.TRUE.equals(getDropped());
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_PaperAnswer.Builder();
  }

  /** Builds a {@link PaperAnswer}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setKey(String key);

    public abstract Builder setArxivId(String arxivId);

    public abstract Builder setDropped(@Nullable Boolean dropped);

    public abstract Builder setRelevance(@Nullable Integer relevance);

    public abstract Builder setNovelty(@Nullable Integer novelty);

    public abstract Builder setComment(@Nullable String comment);

    public abstract Builder setTopic(@Nullable String topic);

    public abstract Builder setSummary(@Nullable String summary);

    public abstract Builder setSummaryIn(@Nullable String summaryIn);

    public abstract Builder setModel(String model);

    public abstract Builder setPromptSha256(String promptSha256);

    public abstract Builder setAnsweredAt(String answeredAt);

    public abstract Builder setRunId(String runId);

    public abstract PaperAnswer build();
  }
}

package org.paperbeam.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;

/** One answered call: what was asked, the raw answer, and what it used. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@JsonDeserialize(builder = LedgerEntry.Builder.class)
@JsonPropertyOrder({
  "id",
  "run_id",
  "answered_at",
  "stage",
  "date",
  "model",
  "prompt_sha256",
  "papers",
  "batch",
  "finish_reason",
  "text",
  "prompt_tokens",
  "cached_tokens",
  "completion_tokens",
  "counted_tokens"
})
public abstract class LedgerEntry {
  /** Unique; the order of the ids is the order of the answers within one run. */
  public abstract String getId();

  public abstract String getRunId();

  /** When the answer came, UTC, ISO. */
  public abstract String getAnsweredAt();

  /** The label of {@link org.paperbeam.prompt.Stage}. */
  public abstract String getStage();

  /** The announcement date whose papers were asked about: all papers of a call are of one date. */
  public abstract String getDate();

  public abstract String getModel();

  /** SHA-256 (hex) of the prompt template. */
  public abstract String getPromptSha256();

  public abstract List<AskedPaper> getPapers();

  public abstract String getFinishReason();

  /** The answer as it came, readable or not. */
  public abstract String getText();

  public abstract long getPromptTokens();

  public abstract long getCachedTokens();

  public abstract long getCompletionTokens();

  /**
   * The prompt's tokens as we counted them before the call, which shows how a service's count
   * differs from ours; 0 when that is not known.
   */
  public abstract long getCountedTokens();

  /** Whether it came through the Batch API, at that price. */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public abstract boolean isBatch();

  /**
   * The id of an answer: ids are in the order of the answers' times, to the millisecond.
   *
   * @param unique tells it from the run's other answers of the same millisecond
   */
  public static String idOf(Instant answeredAt, String unique) {
    String time = answeredAt.truncatedTo(ChronoUnit.MILLIS).toString();
    return time.replaceAll("[^0-9]", "") + "-" + unique;
  }

  public static Builder builder() {
    return new AutoValue_LedgerEntry.Builder().setCountedTokens(0).setBatch(false);
  }

  /** Builds a {@link LedgerEntry}. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "set")
  public abstract static class Builder {
    @JsonCreator
    static Builder create() {
      return LedgerEntry.builder();
    }

    public abstract Builder setId(String id);

    public abstract Builder setRunId(String runId);

    public abstract Builder setAnsweredAt(String answeredAt);

    public abstract Builder setStage(String stage);

    public abstract Builder setDate(String date);

    public abstract Builder setModel(String model);

    public abstract Builder setPromptSha256(String promptSha256);

    public abstract Builder setPapers(List<AskedPaper> papers);

    public abstract Builder setFinishReason(String finishReason);

    public abstract Builder setText(String text);

    public abstract Builder setPromptTokens(long promptTokens);

    public abstract Builder setCachedTokens(long cachedTokens);

    public abstract Builder setCompletionTokens(long completionTokens);

    public abstract Builder setCountedTokens(long countedTokens);

    public abstract Builder setBatch(boolean batch);

    public abstract LedgerEntry build();
  }
}

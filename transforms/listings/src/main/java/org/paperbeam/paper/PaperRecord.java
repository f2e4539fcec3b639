package org.paperbeam.paper;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A listed paper and what became of it: the one value that travels from the listing to the digest.
 * A stage fills in what it finds out; a paper whose outcome is still null goes on to the next
 * stage. Unknown is null, never 0.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@JsonDeserialize(builder = PaperRecord.Builder.class)
@JsonPropertyOrder({
  "paper",
  "outcome",
  "author_match",
  "max_h_index",
  "relevance",
  "novelty",
  "score",
  "comment",
  "model",
  "prompt_sha256",
  "scored_at",
  "run_id",
  "seen_before",
  "topic",
  "matched_authors",
  "summary",
  "summary_language"
})
public abstract class PaperRecord {
  /** An author match scores this, whatever the LLM says. */
  public static final int AUTHOR_MATCH_SCORE = 20;

  @JsonUnwrapped
  public abstract ListedPaper getPaper();

  /** Whether an author is one of those the reader follows, by Semantic Scholar id. */
  public abstract boolean getAuthorMatch();

  /** The highest h-index known of its authors; null when Semantic Scholar knows none of them. */
  @JsonProperty("max_h_index")
  public abstract @Nullable Integer getMaxHIndex();

  /** Null while the job still works on the paper. */
  public abstract @Nullable Outcome getOutcome();

  /** 1 to 10, or null. */
  public abstract @Nullable Integer getRelevance();

  /** 1 to 10, or null. */
  public abstract @Nullable Integer getNovelty();

  public abstract @Nullable String getComment();

  /** Who scored: the LLM's name, or {@code offline}; null when nothing did. */
  public abstract @Nullable String getModel();

  /** SHA-256 (hex) of the prompt template that scored it; null when nothing did. */
  public abstract @Nullable String getPromptSha256();

  /** When the score was given, UTC, ISO; null when nothing scored it. */
  public abstract @Nullable String getScoredAt();

  /** The run that paid for the score, or that decided without one. */
  public abstract @Nullable String getRunId();

  /**
   * The first earlier date, ISO, whose digest shows the paper; null when none does, and for papers
   * that are not selected. Until the date is published: the first other date of the run that lists
   * the paper with the same text.
   */
  public abstract @Nullable String getSeenBefore();

  /**
   * The topic of {@code topics.md} that the LLM named with its scores; empty when it said that none
   * fits, null when no answer has one.
   */
  public abstract @Nullable String getTopic();

  /** The names of its authors whom the reader follows, as {@code authors.csv} has them. */
  public abstract List<String> getMatchedAuthors();

  /**
   * One sentence by the LLM on what the paper does, in the language that the profile asks for; null
   * when it asks for none, or no answer has one.
   */
  public abstract @Nullable String getSummary();

  /** The language of {@link #getSummary}, a BCP 47 tag; null when there is none. */
  public abstract @Nullable String getSummaryLanguage();

  /** Relevance + novelty; {@value #AUTHOR_MATCH_SCORE} for an author match; null when unknown. */
  @SchemaIgnore
  @JsonProperty
  public @Nullable Integer score() {
    if (getAuthorMatch()) {
      return AUTHOR_MATCH_SCORE;
    }
    Integer relevance = getRelevance();
    Integer novelty = getNovelty();
    return relevance == null || novelty == null ? null : (Integer) (relevance + novelty);
  }

  /** The same record with all texts of its paper in memory, see {@link ListedPaper#whole}. */
  @SchemaIgnore
  public PaperRecord whole() {
    ListedPaper whole = getPaper().whole();
    return whole == getPaper() ? this : toBuilder().setPaper(whole).build();
  }

  /** A record of which nothing is known yet but the listing. */
  public static PaperRecord listed(ListedPaper paper) {
    return builder().setPaper(paper).setAuthorMatch(false).build();
  }

  public static Builder builder() {
    return new AutoValue_PaperRecord.Builder().setMatchedAuthors(List.of());
  }

  public abstract Builder toBuilder();

  /** Builds a {@link PaperRecord}. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "set")
  public abstract static class Builder {
    @JsonCreator
    static Builder create() {
      return PaperRecord.builder();
    }

    @JsonUnwrapped
    public abstract Builder setPaper(ListedPaper paper);

    public abstract Builder setAuthorMatch(boolean authorMatch);

    @JsonProperty("max_h_index")
    public abstract Builder setMaxHIndex(@Nullable Integer maxHIndex);

    public abstract Builder setOutcome(@Nullable Outcome outcome);

    public abstract Builder setRelevance(@Nullable Integer relevance);

    public abstract Builder setNovelty(@Nullable Integer novelty);

    public abstract Builder setComment(@Nullable String comment);

    public abstract Builder setModel(@Nullable String model);

    public abstract Builder setPromptSha256(@Nullable String promptSha256);

    public abstract Builder setScoredAt(@Nullable String scoredAt);

    public abstract Builder setRunId(@Nullable String runId);

    public abstract Builder setSeenBefore(@Nullable String seenBefore);

    public abstract Builder setTopic(@Nullable String topic);

    public abstract Builder setMatchedAuthors(List<String> matchedAuthors);

    public abstract Builder setSummary(@Nullable String summary);

    public abstract Builder setSummaryLanguage(@Nullable String summaryLanguage);

    public abstract PaperRecord build();
  }
}

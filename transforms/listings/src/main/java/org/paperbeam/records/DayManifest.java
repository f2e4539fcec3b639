package org.paperbeam.records;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.DayKind;

/**
 * Everything of a day that its records do not hold and its digest needs: {@code
 * scores/day=YYYY-MM-DD/_day.json}. Immutable.
 */
@AutoValue
@JsonDeserialize(builder = DayManifest.Builder.class)
@JsonPropertyOrder({
  "date",
  "kind",
  "entries",
  "listed",
  "duplicates",
  "warnings",
  "scorer",
  "model",
  "min_relevance",
  "min_novelty",
  "reason",
  "usage",
  "prefilter",
  "generated",
  "first_published",
  "run_id",
  "prompt_sha256",
  "prompt",
  "title_prompt",
  "topics",
  "repeats"
})
public abstract class DayManifest {
  /** {@link #getScorer} of a day that an LLM scored. */
  public static final String LLM = "llm";

  /** {@link #getScorer} of a day that was scored without an LLM: relevance only. */
  public static final String OFFLINE = "offline";

  /** The announcement date, ISO. */
  public abstract String getDate();

  public abstract DayKind getKind();

  /** Entries of the listing, replacements and repeats across categories included. */
  public abstract long getEntries();

  /** Entries that the announce types and categories ask for, repeats included. */
  public abstract long getListed();

  /** Entries that repeat a paper of the same date. */
  public abstract long getDuplicates();

  /** Sentences for the report, each naming the date. */
  public abstract List<String> getWarnings();

  /** {@value #LLM} or {@value #OFFLINE}. */
  public abstract String getScorer();

  /** The LLM's name; null when none is asked. */
  public abstract @Nullable String getModel();

  /**
   * The scoring prompt as it was sent, with {@code [PAPER LIST HERE]} for the papers; null when
   * none is.
   */
  public abstract @Nullable String getPrompt();

  /**
   * The prompt that judged titles as it was sent, with the same placeholder; null when none did,
   * and then not in the file; older versions noted none.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public abstract @Nullable String getTitlePrompt();

  /** The reader's topics, Markdown, as the profile had them; null when it is not known. */
  public abstract @Nullable String getTopics();

  /**
   * {@link Repeats#DROP} when papers that an earlier digest shows are left out of this one; null
   * when none is.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public abstract @Nullable Repeats getRepeats();

  /** SHA-256 (hex) of the prompt template; null when there is none. */
  public abstract @Nullable String getPromptSha256();

  public abstract DayUsage getUsage();

  /** What the pre-filter did; null when none was used, and then not in the file. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public abstract @Nullable DayAudit getPrefilter();

  /** The cut-off, 1 to 10: papers of less relevance are not selected. */
  public abstract int getMinRelevance();

  /** The cut-off, 1 to 10: papers of less novelty are not selected. */
  public abstract int getMinNovelty();

  /** When this was put together, UTC, ISO. In no page and no Markdown, so that bytes repeat. */
  public abstract String getGenerated();

  /**
   * When the day was written for the first time, UTC, ISO: it stays, whatever is written later.
   * Null when that is the date of {@link #getGenerated}, and then not in the file.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public abstract @Nullable String getFirstPublished();

  /** The same; of a day of which nobody noted it, when it was put together. */
  @JsonIgnore
  public String published() {
    String first = getFirstPublished();
    return first == null ? getGenerated() : first;
  }

  /** Nothing fills the field any more; it stays for those who read the file. */
  @JsonProperty
  @Nullable String reason() {
    return null;
  }

  /** The run that put this together. */
  public abstract String getRunId();

  /** A builder with no warnings and nothing that may be null. */
  public static Builder builder() {
    return new AutoValue_DayManifest.Builder().setWarnings(List.of());
  }

  public abstract Builder toBuilder();

  /** Builds a {@link DayManifest}. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "set")
  public abstract static class Builder {
    @JsonCreator
    static Builder create() {
      return builder();
    }

    public abstract Builder setDate(String date);

    public abstract Builder setKind(DayKind kind);

    public abstract Builder setEntries(long entries);

    public abstract Builder setListed(long listed);

    public abstract Builder setDuplicates(long duplicates);

    public abstract Builder setWarnings(List<String> warnings);

    public abstract Builder setScorer(String scorer);

    public abstract Builder setModel(@Nullable String model);

    public abstract Builder setPrompt(@Nullable String prompt);

    public abstract Builder setTitlePrompt(@Nullable String titlePrompt);

    public abstract Builder setTopics(@Nullable String topics);

    public abstract Builder setRepeats(@Nullable Repeats repeats);

    public abstract Builder setPromptSha256(@Nullable String promptSha256);

    public abstract Builder setUsage(DayUsage usage);

    public abstract Builder setPrefilter(@Nullable DayAudit prefilter);

    public abstract Builder setMinRelevance(int minRelevance);

    public abstract Builder setMinNovelty(int minNovelty);

    public abstract Builder setGenerated(String generated);

    public abstract Builder setFirstPublished(@Nullable String firstPublished);

    public abstract Builder setRunId(String runId);

    abstract List<String> getWarnings();

    abstract String getScorer();

    abstract String getDate();

    abstract String getGenerated();

    abstract @Nullable String getFirstPublished();

    abstract DayUsage getUsage();

    abstract DayManifest autoBuild();

    /**
     * Throws {@link IllegalArgumentException} for a scorer that there is not, and for a time that
     * is none.
     */
    public DayManifest build() {
      if (!getScorer().equals(LLM) && !getScorer().equals(OFFLINE)) {
        throw new IllegalArgumentException(
            "scorer is '" + getScorer() + "', allowed are '" + LLM + "' and '" + OFFLINE + "'");
      }
      checkTime("generated", getGenerated());
      String first = getFirstPublished();
      if (first != null) {
        checkTime("first_published", first);
      }
      // In the file a day's usage has no date of its own.
      setUsage(getUsage().toBuilder().setDate(getDate()).build());
      setWarnings(List.copyOf(getWarnings()));
      return autoBuild();
    }

    private static void checkTime(String name, String time) {
      try {
        Instant.parse(time);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(name + " is no time: " + time, e);
      }
    }
  }
}

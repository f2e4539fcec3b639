package org.paperbeam.publish;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.CallPrices;
import org.paperbeam.learnt.Prefilter;
import org.paperbeam.records.Repeats;
import org.paperbeam.storage.Folder;

/** What every published date has in common. Immutable, serialisable. */
@AutoValue
public abstract class PublishConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract Folder getOutput();

  /** {@code llm} or {@code offline}. */
  public abstract String getScorer();

  /** The model's name; null when no model was asked. */
  public abstract @Nullable String getModel();

  /** The scoring prompt with {@code [PAPER LIST HERE]}; null when no model was asked. */
  public abstract @Nullable String getPrompt();

  /** The prompt that judges titles, the same way; null when none is asked. */
  public abstract @Nullable String getTitlePrompt();

  /** The reader's topics, Markdown; null when there are none. */
  public abstract @Nullable String getTopics();

  /** The scoring prompt's hash; null when no model was asked. */
  public abstract @Nullable String getPromptSha256();

  /** The hashes of all prompts now in force: calls under another prompt are not this digest's. */
  public abstract Set<String> getPromptsInForce();

  /** What calls cost, by their model. */
  public abstract CallPrices getPrices();

  /** The pre-filter whose audit is to be told; null when there is none. */
  public abstract @Nullable Prefilter getPrefilter();

  public abstract int getMinRelevance();

  public abstract int getMinNovelty();

  /** Where the site is served, without a slash at its end; null when that is not known. */
  public abstract @Nullable String getSiteUrl();

  /** What becomes of papers that an earlier digest shows. */
  public abstract Repeats getRepeats();

  /** The first date of the run, ISO; null when only the listing knows it. */
  public abstract @Nullable String getFirstDay();

  public abstract String getRunId();

  /** When the run started, UTC, ISO: what files give as the time of their making. */
  public abstract String getStarted();

  static Builder builder() {
    return new AutoValue_PublishConfig.Builder().setPromptsInForce(Set.of());
  }

  /** Builds a {@link PublishConfig}. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setOutput(Folder output);

    abstract Builder setScorer(String scorer);

    abstract Builder setModel(@Nullable String model);

    abstract Builder setPrompt(@Nullable String prompt);

    abstract Builder setTitlePrompt(@Nullable String titlePrompt);

    abstract Builder setTopics(@Nullable String topics);

    abstract Builder setPromptSha256(@Nullable String promptSha256);

    abstract Builder setPromptsInForce(Set<String> promptsInForce);

    abstract Builder setPrices(CallPrices prices);

    abstract Builder setPrefilter(@Nullable Prefilter prefilter);

    abstract Builder setMinRelevance(int minRelevance);

    abstract Builder setMinNovelty(int minNovelty);

    abstract Builder setSiteUrl(@Nullable String siteUrl);

    abstract Builder setRepeats(Repeats repeats);

    abstract Builder setFirstDay(@Nullable String firstDay);

    abstract Builder setRunId(String runId);

    abstract Builder setStarted(String started);

    abstract PublishConfig build();
  }
}

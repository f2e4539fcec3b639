package org.paperbeam.prompt;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What prompts say and how large they may be. Immutable, serialisable, the same for the job. */
@AutoValue
public abstract class PromptConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most papers in a prompt when nobody says it. */
  public static final int DEFAULT_PAPERS_PER_PROMPT = 20;

  /** The most tokens in a prompt when nobody says it. */
  public static final int DEFAULT_PROMPT_TOKENS = 16_000;

  /** The model's name, as requests give it: it says how tokens are counted. */
  public abstract String getModel();

  /** The text of the profile's {@code topics.md}. */
  public abstract String getTopics();

  /** The text of the profile's {@code scoring.md}. */
  public abstract String getScoring();

  /** What the reader has said of papers of earlier days, for the scoring; by default nothing. */
  public abstract List<PromptExample> getExamples();

  /** In which language one sentence says what a paper does; null, the default, for none. */
  public abstract @Nullable SummaryLanguage getLanguage();

  /**
   * What is judged and for whom, where that is no day's papers, e.g. {@code You judge recipes for
   * one cook.}; null, the default, for papers. There is no title stage for other things.
   */
  public abstract @Nullable String getTask();

  /** Papers in one prompt, 1 or more; default {@value #DEFAULT_PAPERS_PER_PROMPT}. */
  public abstract int getPapersPerPrompt();

  /**
   * Tokens in one prompt, static text included, 1 or more; default {@value #DEFAULT_PROMPT_TOKENS}.
   * A paper that is longer by itself is asked alone.
   */
  public abstract int getPromptTokens();

  public static Builder builder() {
    return new AutoValue_PromptConfig.Builder()
        .setExamples(List.of())
        .setPapersPerPrompt(DEFAULT_PAPERS_PER_PROMPT)
        .setPromptTokens(DEFAULT_PROMPT_TOKENS);
  }

  public abstract Builder toBuilder();

  /** Builds a {@link PromptConfig}; {@link #build} names the first value that is out of range. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setModel(String model);

    public abstract Builder setTopics(String topics);

    public abstract Builder setScoring(String scoring);

    public abstract Builder setExamples(List<PromptExample> examples);

    public abstract Builder setLanguage(@Nullable SummaryLanguage language);

    public abstract Builder setTask(@Nullable String task);

    public abstract Builder setPapersPerPrompt(int papersPerPrompt);

    public abstract Builder setPromptTokens(int promptTokens);

    abstract PromptConfig autoBuild();

    /** The configuration, checked. */
    public PromptConfig build() {
      PromptConfig config = autoBuild();
      atLeastOne("papersPerPrompt", config.getPapersPerPrompt());
      atLeastOne("promptTokens", config.getPromptTokens());
      return config;
    }

    private static void atLeastOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " is " + value + ", allowed is 1 or more");
      }
    }
  }
}

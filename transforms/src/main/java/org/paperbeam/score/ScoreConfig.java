package org.paperbeam.score;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.money.Price;

/** How papers are scored by an LLM. Immutable, serialisable, the same for the whole job. */
@AutoValue
public abstract class ScoreConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract LlmOptions getLlm();

  public abstract LimitConfig getLimits();

  /** Whether calls go through the Batch API; default is one by one. */
  public abstract BatchOptions getBatch();

  /** The text of the profile's {@code topics.md}. */
  public abstract String getTopics();

  /** The text of the profile's {@code scoring.md}. */
  public abstract String getScoring();

  /** Whether titles are asked about before abstracts; default true. */
  public abstract boolean isTitleFilter();

  /** Papers in one scoring prompt, 1 or more; default 20. */
  public abstract int getPapersPerPrompt();

  /** Tokens in one prompt, static text included, 1 or more; default 16,000. */
  public abstract int getPromptTokens();

  /** Attempts of a call, and answers of a paper asked alone, 1 or more; default 6. */
  public abstract int getMaxAttempts();

  /** US dollars that this run may spend at the most; null for no cap. */
  public abstract @Nullable Double getMaxCostUsd();

  /** The model's price; null when it is unknown, and then so is every cost. */
  public abstract @Nullable Price getPrice();

  /** What a new call costs: the price, or the one through the Batch API; null when unknown. */
  @Nullable Price priceAsked() {
    Price price = getPrice();
    return price == null ? null : price.of(getBatch().on()).orElse(null);
  }

  /** A selected paper has at least this relevance, 0 to 10; 0 is no cut-off. */
  public abstract int getMinRelevance();

  /** A selected paper has at least this novelty, 0 to 10; 0 is no cut-off. */
  public abstract int getMinNovelty();

  public abstract Ledger getLedger();

  public abstract String getRunId();

  public static Builder builder() {
    return new AutoValue_ScoreConfig.Builder()
        .setBatch(BatchOptions.online())
        .setTitleFilter(true)
        .setPapersPerPrompt(20)
        .setPromptTokens(16_000)
        .setMaxAttempts(6);
  }

  public abstract Builder toBuilder();

  /** Builds a {@link ScoreConfig}; {@link #build} names the first value that is out of range. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setLlm(LlmOptions llm);

    public abstract Builder setLimits(LimitConfig limits);

    public abstract Builder setBatch(BatchOptions batch);

    public abstract Builder setTopics(String topics);

    public abstract Builder setScoring(String scoring);

    public abstract Builder setTitleFilter(boolean titleFilter);

    public abstract Builder setPapersPerPrompt(int papersPerPrompt);

    public abstract Builder setPromptTokens(int promptTokens);

    public abstract Builder setMaxAttempts(int maxAttempts);

    public abstract Builder setMaxCostUsd(@Nullable Double maxCostUsd);

    public abstract Builder setPrice(@Nullable Price price);

    public abstract Builder setMinRelevance(int minRelevance);

    public abstract Builder setMinNovelty(int minNovelty);

    public abstract Builder setLedger(Ledger ledger);

    public abstract Builder setRunId(String runId);

    abstract ScoreConfig autoBuild();

    /** The configuration, checked. */
    public ScoreConfig build() {
      ScoreConfig config = autoBuild();
      atLeastOne("papersPerPrompt", config.getPapersPerPrompt());
      atLeastOne("promptTokens", config.getPromptTokens());
      atLeastOne("maxAttempts", config.getMaxAttempts());
      zeroToTen("minRelevance", config.getMinRelevance());
      zeroToTen("minNovelty", config.getMinNovelty());
      if (config.getMaxCostUsd() != null && config.priceAsked() == null) {
        throw new IllegalArgumentException(
            "maxCostUsd needs a model whose price is known, and that of "
                + config.getLlm().model()
                + (config.getBatch().on() ? " in batches" : "")
                + " is not");
      }
      return config;
    }

    private static void atLeastOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " is " + value + ", allowed is 1 or more");
      }
    }

    private static void zeroToTen(String name, int value) {
      if (value < 0 || value > 10) {
        throw new IllegalArgumentException(name + " is " + value + ", allowed is 0 to 10");
      }
    }
  }
}

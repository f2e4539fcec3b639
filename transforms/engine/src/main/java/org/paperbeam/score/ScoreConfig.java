package org.paperbeam.score;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.time.Duration;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.calls.CallPrices;
import org.paperbeam.calls.NearCutOff;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.money.Price;
import org.paperbeam.prompt.PromptConfig;

/**
 * How papers are scored by an LLM, part by part: each step takes the parts that it needs.
 * Immutable, serialisable, the same for the whole job.
 */
@AutoValue
public abstract class ScoreConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Attempts when nobody says how many. */
  public static final int DEFAULT_MAX_ATTEMPTS = 6;

  /** Seconds for calls in flight when the lane has to end, when nobody says how many. */
  public static final int DEFAULT_DRAIN_SECONDS = 25;

  /** Flink ends a worker's process when a task takes three minutes to end. */
  public static final Duration LONGEST_DRAIN = Duration.ofSeconds(150);

  /** Whether titles are asked about when nobody says it. */
  public static final boolean DEFAULT_TITLE_FILTER = true;

  /** The service, and where its key is. */
  public abstract LlmOptions getLlm();

  /** What prompts say and how large they may be. */
  public abstract PromptConfig getPrompts();

  /** Whether titles are asked about before abstracts; default {@value #DEFAULT_TITLE_FILTER}. */
  public abstract boolean isTitleFilter();

  /** Calls and tokens a minute and calls in flight, for the whole job. */
  public abstract LimitConfig getLimits();

  /** Whether calls go through the Batch API; default is one by one. */
  public abstract BatchOptions getBatch();

  /** What calls cost and may cost; by default no price is known, and nothing capped. */
  public abstract SpendConfig getSpending();

  /**
   * Attempts of a call, and answers of a paper asked alone, 1 or more; default {@value
   * #DEFAULT_MAX_ATTEMPTS}.
   */
  public abstract int getMaxAttempts();

  /**
   * How long calls in flight may end when the lane has to end before its work is done, from 0 to
   * {@link #LONGEST_DRAIN}; default {@value #DEFAULT_DRAIN_SECONDS} s.
   */
  public abstract Duration getDrain();

  /** Who takes over; null, the default, for nobody. */
  public abstract @Nullable Fallback getFallback();

  /** From which scores on a paper is selected; by default every scored paper is. */
  public abstract CutOffs getCutOffs();

  /** Whether papers near a cut-off are asked about again; default false. */
  public abstract boolean isRescoring();

  public abstract Ledger getLedger();

  /** Who pays; unique to the run, and sortable by time. */
  public abstract String getRunId();

  /** Little is set: {@link ScorePapers#byLlm} has the defaults, once. */
  static Builder builder() {
    return new AutoValue_ScoreConfig.Builder().setRescoring(false);
  }

  abstract Builder toBuilder();

  /** How papers are scored by whoever takes over; null when nobody does. */
  @Nullable ScoreConfig ofFallback() {
    Fallback fallback = getFallback();
    return fallback == null
        ? null
        : toBuilder()
            .setLlm(fallback.llm())
            .setPrompts(getPrompts().toBuilder().setModel(fallback.llm().model()).build())
            .setLimits(fallback.limits())
            .setBatch(BatchOptions.online())
            .setSpending(getSpending().toBuilder().setPrice(fallback.price()).build())
            .setFallback(null)
            .build();
  }

  /** By which rule papers are asked about again; null when none is. */
  @Nullable NearCutOff nearCutOff() {
    return isRescoring()
        ? NearCutOff.of(getCutOffs().minRelevance(), getCutOffs().minNovelty())
        : null;
  }

  /** The price of every call, by its model. */
  CallPrices prices() {
    Fallback fallback = getFallback();
    Price price = getSpending().getPrice();
    return fallback == null
        ? CallPrices.ofOne(price)
        : CallPrices.of(getLlm().model(), price, fallback.llm().model(), fallback.price());
  }

  /** Builds a {@link ScoreConfig}; {@link #build} names the first value that is out of range. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setLlm(LlmOptions llm);

    abstract Builder setPrompts(PromptConfig prompts);

    abstract Builder setTitleFilter(boolean titleFilter);

    abstract Builder setLimits(LimitConfig limits);

    abstract Builder setBatch(BatchOptions batch);

    abstract Builder setSpending(SpendConfig spending);

    abstract Builder setMaxAttempts(int maxAttempts);

    abstract Builder setDrain(Duration drain);

    abstract Builder setFallback(@Nullable Fallback fallback);

    abstract Builder setCutOffs(CutOffs cutOffs);

    abstract Builder setRescoring(boolean rescoring);

    abstract Builder setLedger(Ledger ledger);

    abstract Builder setRunId(String runId);

    abstract ScoreConfig autoBuild();

    /** The configuration, checked. */
    ScoreConfig build() {
      ScoreConfig config = autoBuild();
      if (config.getMaxAttempts() < 1) {
        throw new IllegalArgumentException(
            "maxAttempts is " + config.getMaxAttempts() + ", allowed is 1 or more");
      }
      if (config.getDrain().isNegative() || config.getDrain().compareTo(LONGEST_DRAIN) > 0) {
        throw new IllegalArgumentException(
            "drain is " + config.getDrain() + ", allowed is from 0 to " + LONGEST_DRAIN);
      }
      boolean batch = config.getBatch().on();
      if (config.getSpending().getMaxCostUsd() != null
          && config.getSpending().priceOf(batch) == null) {
        throw new IllegalArgumentException(
            "maxCostUsd needs a model whose price is known, and that of "
                + config.getLlm().model()
                + (batch ? " in batches" : "")
                + " is not");
      }
      // It is checked as it is made.
      ScoreConfig unused = config.ofFallback();
      return config;
    }
  }
}

package org.paperbeam.score;

import com.google.auto.value.AutoValue;
import java.time.Duration;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.days.PublishDays;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.PromptConfig;

/**
 * Scores papers by an LLM: looks every paper up in the ledger, packs the others into prompts, asks
 * on one lane, and decides them by title, score and cut-offs. The records that come in must be
 * undecided; an arXiv id may come on several dates.
 *
 * <pre>{@code
 * ScoreResult scores =
 *     undecided.apply(
 *         "Score",
 *         ScorePapers.byLlm()
 *             .withLlm(llm)
 *             .withPrompts(prompts)
 *             .withLedger(Ledger.in(output.folder("ledger")))
 *             .withRunId(runId));
 * }</pre>
 *
 * <p>{@link #publishing} makes a transform of it that also publishes the dates, one by one.
 *
 * <p>Immutable. A value that is not allowed is refused where it is set, with an {@link
 * IllegalArgumentException} that names the parameter, the value and what is allowed; what is
 * missing or does not fit together, when the transform is applied.
 */
@AutoValue
public abstract class ScorePapers extends PTransform<PCollection<PaperRecord>, ScoreResult> {
  private static final long serialVersionUID = 1L;

  abstract @Nullable LlmOptions getLlm();

  abstract @Nullable PromptConfig getPrompts();

  abstract boolean isTitleFilter();

  abstract LimitConfig getLimits();

  abstract BatchOptions getBatch();

  abstract SpendConfig getSpending();

  abstract int getMaxAttempts();

  abstract Duration getDrain();

  abstract @Nullable Fallback getFallback();

  abstract CutOffs getCutOffs();

  abstract boolean isRescoring();

  abstract @Nullable Ledger getLedger();

  abstract @Nullable String getRunId();

  abstract Builder toBuilder();

  /** Asks an LLM; llm, prompts, ledger and run id must be set. */
  public static ScorePapers byLlm() {
    return new AutoValue_ScorePapers.Builder()
        .setTitleFilter(ScoreConfig.DEFAULT_TITLE_FILTER)
        .setLimits(new LimitConfig(0, 0, LimitConfig.DEFAULT_MAX_IN_FLIGHT))
        .setBatch(BatchOptions.online())
        .setSpending(SpendConfig.builder().build())
        .setMaxAttempts(ScoreConfig.DEFAULT_MAX_ATTEMPTS)
        .setDrain(Duration.ofSeconds(ScoreConfig.DEFAULT_DRAIN_SECONDS))
        .setCutOffs(new CutOffs(0, 0))
        .setRescoring(false)
        .build();
  }

  /** The service, and where its key is. Must be set. */
  public ScorePapers withLlm(LlmOptions llm) {
    return toBuilder().setLlm(llm).build();
  }

  /** What prompts say and how large they may be. Must be set. */
  public ScorePapers withPrompts(PromptConfig prompts) {
    return toBuilder().setPrompts(prompts).build();
  }

  /**
   * Where every answer is kept, and looked up before a call is paid for; never shared by jobs that
   * ask about other profiles at the same time. Must be set.
   */
  public ScorePapers withLedger(Ledger ledger) {
    return toBuilder().setLedger(ledger).build();
  }

  /** Who pays: unique to the run, sortable by time, not blank. Must be set. */
  public ScorePapers withRunId(String runId) {
    if (runId.isBlank()) {
      throw new IllegalArgumentException("runId must not be blank, but is '" + runId + "'");
    }
    return toBuilder().setRunId(runId).build();
  }

  /**
   * Whether titles are asked about before abstracts; default {@value
   * ScoreConfig#DEFAULT_TITLE_FILTER}.
   */
  public ScorePapers withTitleFilter(boolean titleFilter) {
    return toBuilder().setTitleFilter(titleFilter).build();
  }

  /**
   * Calls and tokens a minute and calls in flight, for the whole job; by default {@value
   * LimitConfig#DEFAULT_MAX_IN_FLIGHT} in flight, and as much a minute as the service lets through.
   */
  public ScorePapers withLimits(LimitConfig limits) {
    return toBuilder().setLimits(limits).build();
  }

  /** Whether calls go through the Batch API; by default they are made one by one. */
  public ScorePapers withBatch(BatchOptions batch) {
    return toBuilder().setBatch(batch).build();
  }

  /** What calls cost and may cost; by default no price is known, and nothing capped. */
  public ScorePapers withSpending(SpendConfig spending) {
    return toBuilder().setSpending(spending).build();
  }

  /**
   * Attempts of a call, and answers of a paper asked alone, 1 or more; default {@value
   * ScoreConfig#DEFAULT_MAX_ATTEMPTS}.
   */
  public ScorePapers withMaxAttempts(int maxAttempts) {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be 1 or more, not " + maxAttempts);
    }
    return toBuilder().setMaxAttempts(maxAttempts).build();
  }

  /**
   * How long calls in flight may end when the lane has to end before its work is done, because its
   * process or its task is told to; from 0 to {@link ScoreConfig#LONGEST_DRAIN}, default {@value
   * ScoreConfig#DEFAULT_DRAIN_SECONDS} s. Their answers are paid for, and kept.
   */
  public ScorePapers withDrain(Duration drain) {
    return toBuilder().setDrain(drain).build();
  }

  /** Who takes over what the first service leaves; by default, and for null, nobody. */
  public ScorePapers withFallback(@Nullable Fallback fallback) {
    return toBuilder().setFallback(fallback).build();
  }

  /** From which scores on a paper is selected; by default every scored paper is. */
  public ScorePapers withCutOffs(CutOffs cutOffs) {
    return toBuilder().setCutOffs(cutOffs).build();
  }

  /**
   * Whether a paper within one point of a cut-off is asked about again, in another shuffle, up to
   * twice and until its decision is clear; then the median counts. By default none is.
   */
  public ScorePapers withRescoring(boolean rescoring) {
    return toBuilder().setRescoring(rescoring).build();
  }

  /**
   * How papers will be scored.
   *
   * @throws IllegalStateException when settings are missing; names their setters
   * @throws IllegalArgumentException when settings do not fit together; names them
   */
  public ScoreConfig getConfig() {
    LlmOptions llm = getLlm();
    PromptConfig prompts = getPrompts();
    Ledger ledger = getLedger();
    String runId = getRunId();
    if (llm == null || prompts == null || ledger == null || runId == null) {
      throw new IllegalStateException(
          "ScorePapers.byLlm() wants withLlm, withPrompts, withLedger and withRunId");
    }
    return ScoreConfig.builder()
        .setLlm(llm)
        .setPrompts(prompts)
        .setTitleFilter(isTitleFilter())
        .setLimits(getLimits())
        .setBatch(getBatch())
        .setSpending(getSpending())
        .setMaxAttempts(getMaxAttempts())
        .setDrain(getDrain())
        .setFallback(getFallback())
        .setCutOffs(getCutOffs())
        .setRescoring(isRescoring())
        .setLedger(ledger)
        .setRunId(runId)
        .build();
  }

  /**
   * Scores and publishes as well: each date as soon as its last paper is decided, while the rest
   * goes on.
   *
   * @param publish where and how dates are published
   */
  public PTransform<DaysToScore, ScoredDays> publishing(PublishDays publish) {
    return new ScoreDays(getConfig(), publish);
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setLlm(@Nullable LlmOptions llm);

    abstract Builder setPrompts(@Nullable PromptConfig prompts);

    abstract Builder setTitleFilter(boolean titleFilter);

    abstract Builder setLimits(LimitConfig limits);

    abstract Builder setBatch(BatchOptions batch);

    abstract Builder setSpending(SpendConfig spending);

    abstract Builder setMaxAttempts(int maxAttempts);

    abstract Builder setDrain(Duration drain);

    abstract Builder setFallback(@Nullable Fallback fallback);

    abstract Builder setCutOffs(CutOffs cutOffs);

    abstract Builder setRescoring(boolean rescoring);

    abstract Builder setLedger(@Nullable Ledger ledger);

    abstract Builder setRunId(@Nullable String runId);

    abstract ScorePapers build();
  }

  @Override
  public ScoreResult expand(PCollection<PaperRecord> records) {
    ScoreConfig config = getConfig();
    PCollectionTuple looked = records.apply("Join ledger", JoinLedger.with(config));
    PCollectionTuple asked =
        looked
            .get(JoinLedger.OPEN)
            .apply("Pack prompts", PackPrompts.ofPapers(config.getPrompts()))
            .apply("Ask the LLM", AskLlm.with(config));
    return new ScoreResult(
        PCollectionList.of(looked.get(JoinLedger.KNOWN))
            .and(asked.get(AskLlm.RECORDS))
            .apply("Scored", Flatten.pCollections()),
        asked.get(AskLlm.UNSCORED),
        PCollectionList.of(looked.get(JoinLedger.PAID))
            .and(asked.get(AskLlm.CALLS))
            .apply("All calls", Flatten.pCollections()),
        asked.get(AskLlm.TALLIES),
        looked.get(JoinLedger.KNOWN_COUNTS),
        looked.get(JoinLedger.WARNINGS),
        asked.get(AskLlm.FAILURES));
  }
}

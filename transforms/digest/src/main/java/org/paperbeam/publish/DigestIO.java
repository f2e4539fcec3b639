package org.paperbeam.publish;

import com.google.auto.value.AutoValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.CallPrices;
import org.paperbeam.days.DayInputs;
import org.paperbeam.days.PublishDays;
import org.paperbeam.days.PublishResult;
import org.paperbeam.days.Publisher;
import org.paperbeam.join.GatherByKey;
import org.paperbeam.join.KeyedParts;
import org.paperbeam.learnt.Prefilter;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.money.Price;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.Repeats;
import org.paperbeam.records.Shards;
import org.paperbeam.storage.Folder;

/**
 * Writes every date's records, dead letters and digests, once all that concerns the date is known,
 * and gives the date's numbers. One date is written by one worker. Dates with questions that are
 * still open are not published but handed on, with all that is known of them; after a failure they
 * are not even that.
 *
 * <pre>{@code
 * PublishResult published =
 *     Pipeline.applyTransform(
 *         "Publish",
 *         new DayInputs(days, entries, records, unscored, questions, calls, failures),
 *         DigestIO.write().to(Folder.of("gs://bucket/out")).withRun(runId, startedAt));
 * }</pre>
 */
public final class DigestIO {
  /** The highest cut-off: the best score that a paper can have. */
  private static final int HIGHEST = 10;

  /** How many dates are expected when nobody says it. */
  public static final int DEFAULT_DAYS = 32;

  private DigestIO() {}

  /** Writes digests; folder and run must be set. */
  public static Write write() {
    return new AutoValue_DigestIO_Write.Builder()
        .setPromptsInForce(Set.of())
        .setPrices(CallPrices.ofOne(null))
        .setMinRelevance(0)
        .setMinNovelty(0)
        .setDays(DEFAULT_DAYS)
        .setRepeats(Repeats.MARK)
        .build();
  }

  /**
   * See {@link #write}. Immutable. A value that is not allowed is refused where it is set, with an
   * {@link IllegalArgumentException} that names the parameter, the value and what is allowed; what
   * is missing, when the transform is applied.
   *
   * <p>Dates come in groups ({@link Shards}), not each on its own, so that a failure, which
   * concerns them all, can be sent to every group: a side input would cost another grouping.
   */
  @AutoValue
  public abstract static class Write extends PublishDays {
    private static final long serialVersionUID = 1L;

    abstract @Nullable Folder getOutput();

    abstract @Nullable String getRunId();

    abstract @Nullable Instant getStarted();

    abstract @Nullable String getModel();

    abstract @Nullable String getPrompt();

    abstract @Nullable String getTitlePrompt();

    abstract @Nullable String getPromptSha256();

    abstract Set<String> getPromptsInForce();

    abstract @Nullable String getTopics();

    abstract CallPrices getPrices();

    abstract @Nullable Prefilter getPrefilter();

    abstract int getMinRelevance();

    abstract int getMinNovelty();

    abstract int getDays();

    abstract @Nullable String getSiteUrl();

    abstract Repeats getRepeats();

    abstract @Nullable LocalDate getFirstDay();

    abstract Builder toBuilder();

    @AutoValue.Builder
    abstract static class Builder {
      abstract Builder setOutput(@Nullable Folder output);

      abstract Builder setRunId(@Nullable String runId);

      abstract Builder setStarted(@Nullable Instant started);

      abstract Builder setModel(@Nullable String model);

      abstract Builder setPrompt(@Nullable String prompt);

      abstract Builder setTitlePrompt(@Nullable String titlePrompt);

      abstract Builder setPromptSha256(@Nullable String promptSha256);

      abstract Builder setPromptsInForce(Set<String> promptsInForce);

      abstract Builder setTopics(@Nullable String topics);

      abstract Builder setPrices(CallPrices prices);

      abstract Builder setPrefilter(@Nullable Prefilter prefilter);

      abstract Builder setMinRelevance(int minRelevance);

      abstract Builder setMinNovelty(int minNovelty);

      abstract Builder setDays(int days);

      abstract Builder setSiteUrl(@Nullable String siteUrl);

      abstract Builder setRepeats(Repeats repeats);

      abstract Builder setFirstDay(@Nullable LocalDate firstDay);

      abstract Write build();
    }

    /** The output folder, on any file system that Beam knows. Must be set. */
    public Write to(Folder output) {
      return toBuilder().setOutput(output).build();
    }

    /**
     * Which run writes, not blank, and when it started: what files give as the time of their
     * making. Must be set.
     */
    public Write withRun(String runId, Instant started) {
      if (runId.isBlank()) {
        throw new IllegalArgumentException("runId must not be blank, but is '" + runId + "'");
      }
      return toBuilder().setRunId(runId).setStarted(started).build();
    }

    /** The model that scored, not blank; by default papers were scored offline, without one. */
    public Write withModel(String model) {
      if (model.isBlank()) {
        throw new IllegalArgumentException("model must not be blank, but is '" + model + "'");
      }
      return toBuilder().setModel(model).build();
    }

    /** The scoring prompt with {@code [PAPER LIST HERE]}, and its hash; by default none. */
    public Write withPrompt(String prompt, String promptSha256) {
      return toBuilder().setPrompt(prompt).setPromptSha256(promptSha256).build();
    }

    /** The prompt that judges titles, with {@code [PAPER LIST HERE]}; by default none is asked. */
    public Write withTitlePrompt(String titlePrompt) {
      return toBuilder().setTitlePrompt(titlePrompt).build();
    }

    /**
     * The hashes of all prompts now in force: calls under another prompt are not this digest's. By
     * default none is.
     */
    public Write withPromptsInForce(Set<String> promptsInForce) {
      return toBuilder().setPromptsInForce(Set.copyOf(promptsInForce)).build();
    }

    /** The reader's topics, Markdown; by default none. */
    public Write withTopics(String topics) {
      return toBuilder().setTopics(topics).build();
    }

    /** What the model costs; by default, and for null, unknown, and then so is every cost. */
    public Write withPrice(@Nullable Price price) {
      return withPrices(CallPrices.ofOne(price));
    }

    /** The same, where another model takes over. */
    public Write withPrices(CallPrices prices) {
      return toBuilder().setPrices(prices).build();
    }

    /** The pre-filter whose audit is told; by default, and for null, there is none. */
    public Write withPrefilter(@Nullable Prefilter prefilter) {
      return toBuilder().setPrefilter(prefilter).build();
    }

    /** The cut-offs that a digest tells, 0 to 10 each; default 0. Outcomes are decided before. */
    public Write withCutOffs(int minRelevance, int minNovelty) {
      checkCutOff("minRelevance", minRelevance);
      checkCutOff("minNovelty", minNovelty);
      return toBuilder().setMinRelevance(minRelevance).setMinNovelty(minNovelty).build();
    }

    /**
     * Where the site is served, without a slash at its end: feeds name absolute addresses then. By
     * default, and for null, it is not known.
     */
    public Write withSiteUrl(@Nullable String siteUrl) {
      return toBuilder().setSiteUrl(siteUrl).build();
    }

    /**
     * What becomes of papers that an earlier digest shows; by default they are marked.
     *
     * @param firstDay the first date that this run publishes; null when only the listing knows it
     */
    public Write withRepeats(Repeats repeats, @Nullable LocalDate firstDay) {
      return toBuilder().setRepeats(repeats).setFirstDay(firstDay).build();
    }

    /**
     * How many dates to expect at most, 1 or more; default {@value DigestIO#DEFAULT_DAYS}. A worker
     * holds a group of dates, and there are about as many groups as dates. More dates than these
     * make larger groups.
     */
    public Write withDays(int days) {
      if (days < 1) {
        throw new IllegalArgumentException("days must be 1 or more, not " + days);
      }
      return toBuilder().setDays(days).build();
    }

    private static void checkCutOff(String name, int value) {
      if (value < 0 || value > HIGHEST) {
        throw new IllegalArgumentException(name + " must be 0 to 10, not " + value);
      }
    }

    /**
     * What every published date has in common.
     *
     * @throws IllegalStateException when settings are missing; names their setters
     */
    public PublishConfig getConfig() {
      Folder output = getOutput();
      String runId = getRunId();
      Instant started = getStarted();
      if (output == null || runId == null || started == null) {
        throw new IllegalStateException("DigestIO.write() wants to and withRun");
      }
      return PublishConfig.builder()
          .setOutput(output)
          .setScorer(getModel() == null ? DayManifest.OFFLINE : DayManifest.LLM)
          .setModel(getModel())
          .setPrompt(getPrompt())
          .setTitlePrompt(getTitlePrompt())
          .setTopics(getTopics())
          .setPromptSha256(getPromptSha256())
          .setPromptsInForce(getPromptsInForce())
          .setPrices(getPrices())
          .setPrefilter(getPrefilter())
          .setMinRelevance(getMinRelevance())
          .setMinNovelty(getMinNovelty())
          .setSiteUrl(getSiteUrl())
          .setRepeats(getRepeats())
          .setFirstDay(getFirstDay() == null ? null : getFirstDay().toString())
          .setRunId(runId)
          .setStarted(started.toString())
          .build();
    }

    @Override
    public Publisher publisher() {
      return new DayPublisher(getConfig());
    }

    @Override
    public PublishResult expand(DayInputs in) {
      PublishConfig config = getConfig();
      Shards shards = Shards.forKeys(getDays());
      Set<String> promptsInForce = Set.copyOf(config.getPromptsInForce());
      PCollectionTuple written =
          KeyedParts.in(in.getPipeline())
              .and(PublishDayFn.DAYS, in.days(), new AskedFor(shards))
              .and(PublishDayFn.ENTRIES, in.entries(), day -> shards.of(day.getDate()))
              .and(PublishDayFn.RECORDS, in.records(), r -> shards.of(r.getPaper().getDate()))
              .and(PublishDayFn.UNSCORED, in.unscored(), paper -> shards.of(paper.getDate()))
              .and(PublishDayFn.QUESTIONS, in.questions(), q -> shards.of(q.paper().getDate()))
              .andUnderKeys(
                  PublishDayFn.CALLS,
                  in.calls(),
                  call ->
                      promptsInForce.contains(call.getPromptSha256())
                          ? List.of(shards.of(call.getDate()))
                          : List.of())
              .andUnderKeys(PublishDayFn.FAILURES, in.failures(), failure -> shards.all())
              .apply("All of some dates", GatherByKey.create())
              .apply(
                  "Write days",
                  ParDo.of(new PublishDayFn(config))
                      .withOutputTags(
                          PublishDayFn.SUMMARIES,
                          TupleTagList.of(PublishDayFn.REFUSED).and(PublishDayFn.OPEN)));
      return new PublishResult(
          PublishDayFn.SUMMARIES,
          written.get(PublishDayFn.SUMMARIES),
          PublishDayFn.REFUSED,
          written.get(PublishDayFn.REFUSED),
          PublishDayFn.OPEN,
          written.get(PublishDayFn.OPEN));
    }
  }

  /** Counts the dates before anything is grouped, for the progress. */
  private static final class AskedFor implements SerializableFunction<DayFacts, String> {
    private static final long serialVersionUID = 1L;

    private final Shards shards;
    private final Counter asked =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.DAYS_ASKED);

    AskedFor(Shards shards) {
      this.shards = shards;
    }

    @Override
    public String apply(DayFacts day) {
      asked.inc();
      return shards.of(day.getDate());
    }
  }
}

package org.paperbeam.pipeline.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.CallPrices;
import org.paperbeam.learnt.Prefilter;
import org.paperbeam.money.Price;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.prompt.PromptExample;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;

/**
 * What one job was asked for: its options as they were resolved, its profile, and what follows from
 * several of them together. Made by {@link SettingsResolver}; stays on the launcher, where the
 * steps' configurations are built from it. Holds no key.
 *
 * @param start what makes this run this run
 * @param options every option after precedence, each of an allowed value
 * @param source where the listing comes from
 * @param from the first announcement date; null, with {@code to}, for the newest announcement
 * @param to the last announcement date, inclusive; the same as {@code from} for one day
 * @param key where the key of the LLM's service is
 * @param authorsKey where that of Semantic Scholar is
 * @param price the model's; null when it is unknown, and then no cost is known either
 * @param fallback who takes over; null when nobody does
 * @param prefilter which papers are not asked about; null when every one is
 * @param examples what the reader has said of papers, for the scoring prompt
 */
public record RunSettings(
    RunStart start,
    RunOptions options,
    Profile profile,
    Source source,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    KeySource key,
    KeySource authorsKey,
    @Nullable Price price,
    @Nullable FallbackSettings fallback,
    @Nullable Prefilter prefilter,
    List<PromptExample> examples) {
  /** The word of {@code --scorer} for the scorer that asks no LLM. */
  static final String OFFLINE = "offline";

  /** The word of {@code --llmMode} for the Batch API. */
  static final String BATCH = "batch";

  /** Sortable by time, e.g. {@code 20261121T230718Z-4f2a91}. */
  public String runId() {
    return start.runId();
  }

  /** When the run started. */
  public Instant startedAt() {
    return start.at();
  }

  /** Where the files go. */
  public Folder output() {
    return Folder.of(options.getOutput());
  }

  /** The folder that keeps arXiv's raw answers. */
  public String listingCache() {
    String given = options.getListingCache();
    return given == null ? output() + "/listings" : given;
  }

  /** Where the answers are that were paid for. */
  public Folder ledger() {
    String given = options.getLedger();
    return given == null ? output().folder("ledger") : Folder.of(given);
  }

  /** A file pattern; null unless the source is {@link Source#SNAPSHOT}. */
  public @Nullable String snapshotFiles() {
    return source == Source.SNAPSHOT ? options.getSnapshotFiles() : null;
  }

  /** Whether a followed author selects a paper. */
  public boolean authorMatch() {
    Boolean given = options.getAuthorMatch();
    return given == null ? !profile.followedAuthors().isEmpty() : given;
  }

  /** Whether Semantic Scholar is asked for anybody. */
  public boolean asksForAuthors() {
    boolean followed = authorMatch() && !profile.followedAuthors().isEmpty();
    return source != Source.SAMPLE && (followed || options.getMinHIndex() > 0);
  }

  /** Whether the offline scorer scores, in place of an LLM. */
  public boolean isOffline() {
    return options.getScorer().equals(OFFLINE);
  }

  /** Whether calls go through the Batch API. */
  public boolean isBatch() {
    return options.getLlmMode().equals(BATCH);
  }

  /** As the service names it; empty when the scorer is offline and none is named. */
  public String model() {
    String given = options.getLlmModel();
    return given == null ? "" : given;
  }

  /** What calls cost, by their model. */
  public CallPrices prices() {
    return fallback == null
        ? CallPrices.ofOne(price)
        : CallPrices.of(model(), price, fallback.model(), fallback.price());
  }

  /** The same run, of the bundled listing instead of arXiv's. */
  public RunSettings withSampleListing() {
    return new RunSettings(
        start,
        options,
        profile,
        Source.SAMPLE,
        from,
        to,
        key,
        authorsKey,
        price,
        fallback,
        prefilter,
        examples);
  }

  /** The same run with that pre-filter. */
  public RunSettings withPrefilter(@Nullable Prefilter filter) {
    return new RunSettings(
        start,
        options,
        profile,
        source,
        from,
        to,
        key,
        authorsKey,
        price,
        fallback,
        filter,
        examples);
  }

  /** The same run with these examples. */
  public RunSettings withExamples(List<PromptExample> some) {
    return new RunSettings(
        start,
        options,
        profile,
        source,
        from,
        to,
        key,
        authorsKey,
        price,
        fallback,
        prefilter,
        List.copyOf(some));
  }
}

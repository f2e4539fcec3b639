package org.paperbeam.pipeline.settings;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.money.Price;
import org.paperbeam.pipeline.options.DateRange;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.options.Values.Origin;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.secret.KeySource;

/**
 * The one place that looks at several options together: works out what follows from them, and
 * refuses what contradicts itself. Reads nothing but the file of prices.
 */
public final class SettingsResolver {
  private final RunOptions options;
  private final Values values;
  private final Profile profile;

  /**
   * Of these options.
   *
   * @param options what {@code values} say, as Beam reads it
   * @param values where each comes from
   */
  public SettingsResolver(RunOptions options, Values values, Profile profile) {
    this.options = options;
    this.values = values;
    this.profile = profile;
  }

  /**
   * The settings of a run.
   *
   * @throws UsageException when options contradict each other or one is missing
   */
  public RunSettings resolve(RunStart start) {
    LocalDate date = date(options.getDate());
    LocalDate from = date(options.getFrom());
    LocalDate to = date(options.getTo());
    checkDates(date, from, to);
    Source source = source(from);
    if (source == Source.RSS && from != null && !from.equals(to)) {
      throw new UsageException(
          "--source=rss lists one day only: give --date, or --source=oai for a range");
    }
    if (options.getCategories() == null) {
      throw new UsageException(
          "no categories: give --categories, e.g. cs.LG,cs.AI, or categories in profile.yaml");
    }
    checkSnapshotFiles(source);
    checkAuthorMatch();
    Price price = price();
    KeySource key =
        keySource(
            "llmKey", options.getLlmKeyEnv(), options.getLlmKeyFile(), options.getLlmKeySecret());
    return new RunSettings(
        start,
        options,
        profile,
        source,
        date == null ? from : date,
        date == null ? to : date,
        key,
        keySource(
            "semanticScholarKey",
            options.getSemanticScholarKeyEnv(),
            options.getSemanticScholarKeyFile(),
            options.getSemanticScholarKeySecret()),
        price,
        fallback(key),
        null,
        List.of());
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  private static void checkDates(
      @Nullable LocalDate date, @Nullable LocalDate from, @Nullable LocalDate to) {
    if (date != null && (from != null || to != null)) {
      throw new UsageException(
          "--date does not go with --from and --to: give one day or a range, not both");
    }
    if (from == null && to != null) {
      throw new UsageException("--to needs --from, the first date of the range");
    }
    if (from != null && to == null) {
      throw new UsageException("--from needs --to, the last date of the range");
    }
    DateRange.checkForward(from, to);
  }

  private Source source(@Nullable LocalDate from) {
    String word = options.getSource();
    return word != null ? Source.ofOption(word) : from != null ? Source.OAI : Source.RSS;
  }

  private void checkSnapshotFiles(Source source) {
    if (source == Source.SNAPSHOT && options.getSnapshotFiles() == null) {
      throw new UsageException("--source=snapshot needs --snapshotFiles, a file pattern");
    }
    if (source != Source.SNAPSHOT
        && values.origin("snapshotFiles").equals(Optional.of(Origin.COMMAND_LINE))) {
      throw new UsageException("--snapshotFiles goes with --source=snapshot only");
    }
  }

  private void checkAuthorMatch() {
    if (Boolean.TRUE.equals(options.getAuthorMatch()) && profile.followedAuthors().isEmpty()) {
      throw new UsageException(
          "--authorMatch=true needs followed authors: authors.csv of the profile has no rows");
    }
  }

  /** The model's price; null when it is unknown, and then there can be no cap. */
  private @Nullable Price price() {
    String model = options.getLlmModel();
    boolean offline = options.getScorer().equals(RunSettings.OFFLINE);
    if (model == null && !offline) {
      throw new UsageException("no model: give --llmModel, or llmModel in profile.yaml");
    }
    Optional<Price> price =
        PriceTable.with(Optional.ofNullable(options.getLlmPrices())).of(model == null ? "" : model);
    boolean batch = options.getLlmMode().equals(RunSettings.BATCH);
    if (options.getMaxCostUsd() != null && !offline && price.flatMap(p -> p.of(batch)).isEmpty()) {
      throw new UsageException(
          "--maxCostUsd needs a model whose price is known, and that of "
              + model
              + (batch ? " with --llmMode=batch" : "")
              + " is not");
    }
    return price.orElse(null);
  }

  /** Who takes over; null when nobody does. */
  private @Nullable FallbackSettings fallback(KeySource key) {
    String text = options.getLlmFallback();
    if (text == null || options.getScorer().equals(RunSettings.OFFLINE)) {
      return null;
    }
    FallbackSettings fallback = FallbackSettings.read(text, options.getLlmUrl(), key);
    if (fallback.url().equals(options.getLlmUrl())
        && fallback.model().equals(options.getLlmModel())) {
      throw new UsageException(
          "--llmFallback names the model of --llmModel at the same service: name another one");
    }
    Optional<Price> price =
        PriceTable.with(Optional.ofNullable(options.getLlmPrices())).of(fallback.model());
    if (options.getMaxCostUsd() != null && price.isEmpty()) {
      throw new UsageException(
          "--maxCostUsd needs models whose prices are known, and that of "
              + fallback.model()
              + " (--llmFallback) is not");
    }
    return fallback.withPrice(price.orElse(null));
  }

  /**
   * Where a key is; its places exclude each other where they are named in the same place.
   *
   * @param key what the three options' names begin with
   */
  private KeySource keySource(
      String key, String variable, @Nullable String file, @Nullable String secret) {
    Origin nearest = Origin.DEFAULT;
    String named = key + "Env";
    for (String name : List.of(key + "Env", key + "File", key + "Secret")) {
      Origin origin = values.origin(name).orElse(Origin.DEFAULT);
      if (origin == nearest && origin != Origin.DEFAULT) {
        throw new UsageException("--" + named + " and --" + name + " exclude each other: give one");
      }
      if (origin.compareTo(nearest) < 0) {
        nearest = origin;
        named = name;
      }
    }
    if (named.endsWith("File")) {
      return KeySource.file(file);
    }
    return named.endsWith("Secret") ? KeySource.secret(secret) : KeySource.environment(variable);
  }
}

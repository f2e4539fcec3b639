package org.paperbeam.pipeline.settings;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.paperbeam.llm.KeySource;
import org.paperbeam.money.Price;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.options.Values.Origin;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.storage.Folder;

/**
 * Turns the values of {@link org.paperbeam.pipeline.options.RunOptions} and the profile into
 * settings, and refuses what contradicts itself. Reads nothing but the file of prices.
 */
public final class SettingsResolver {
  private final Values values;
  private final Profile profile;

  public SettingsResolver(Values values, Profile profile) {
    this.values = values;
    this.profile = profile;
  }

  /**
   * The settings of a run.
   *
   * @throws UsageException when options contradict each other or one is missing
   */
  public RunSettings resolve(RunStart start) {
    Scorer scorer = Scorer.ofOption(text("scorer"));
    return new RunSettings(
        start.runId(),
        start.at(),
        start.command(),
        listing(),
        authors(),
        new ScoringSettings(scorer, whole("minRelevance"), whole("minNovelty")),
        llm(scorer),
        new OutputSettings(Folder.of(text("output"))),
        profile);
  }

  private ListingSettings listing() {
    Optional<LocalDate> date = values.find("date", LocalDate.class);
    Optional<LocalDate> from = values.find("from", LocalDate.class);
    Optional<LocalDate> to = values.find("to", LocalDate.class);
    checkDates(date, from, to);
    Source source =
        values
            .find("source", String.class)
            .map(Source::ofOption)
            .orElse(from.isPresent() ? Source.OAI : Source.RSS);
    if (source == Source.RSS && from.isPresent() && !from.equals(to)) {
      throw new UsageException(
          "--source=rss lists one day only: give --date, or --source=oai for a range");
    }
    return new ListingSettings(
        source,
        date.or(() -> from).orElse(null),
        date.or(() -> to).orElse(null),
        categories(),
        announceTypes(),
        arxiv(),
        snapshotFiles(source),
        whole("maxBadRecords"),
        values.find("listingCache", String.class).orElse(Folder.of(text("output")) + "/listings"));
  }

  private static void checkDates(
      Optional<LocalDate> date, Optional<LocalDate> from, Optional<LocalDate> to) {
    if (date.isPresent() && (from.isPresent() || to.isPresent())) {
      throw new UsageException(
          "--date does not go with --from and --to: give one day or a range, not both");
    }
    if (from.isPresent() != to.isPresent()) {
      throw new UsageException(
          from.isPresent()
              ? "--from needs --to, the last date of the range"
              : "--to needs --from, the first date of the range");
    }
    if (from.isPresent() && from.get().isAfter(to.get())) {
      throw new UsageException(
          "--from=" + from.get() + " is after --to=" + to.get() + ": a range goes forward");
    }
  }

  private List<String> categories() {
    List<String> categories = values.list("categories");
    if (categories.isEmpty()) {
      throw new UsageException(
          "no categories: give --categories, e.g. cs.LG,cs.AI, or categories in profile.yaml");
    }
    return categories;
  }

  private Set<AnnounceType> announceTypes() {
    return values.list("announceTypes").stream()
        .flatMap(label -> AnnounceType.ofLabel(label).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private ArxivServices arxiv() {
    return new ArxivServices(
        text("arxivRssUrl"),
        text("arxivApiUrl"),
        text("arxivOaiUrl"),
        values.get("arxivSecondsBetweenRequests", Double.class),
        values.find("contact", String.class).orElse(null));
  }

  private String snapshotFiles(Source source) {
    Optional<String> files = values.find("snapshotFiles", String.class);
    if (source == Source.SNAPSHOT) {
      return files.orElseThrow(
          () -> new UsageException("--source=snapshot needs --snapshotFiles, a file pattern"));
    }
    if (values.origin("snapshotFiles").equals(Optional.of(Origin.COMMAND_LINE))) {
      throw new UsageException("--snapshotFiles goes with --source=snapshot only");
    }
    return null;
  }

  private AuthorSettings authors() {
    boolean followed = !profile.followedAuthors().isEmpty();
    boolean match = values.find("authorMatch", Boolean.class).orElse(followed);
    if (match && !followed) {
      throw new UsageException(
          "--authorMatch=true needs followed authors: authors.csv of the profile has no rows");
    }
    return new AuthorSettings(match, whole("minHIndex"), text("semanticScholarUrl"));
  }

  private LlmSettings llm(Scorer scorer) {
    String model = values.find("llmModel", String.class).orElse("");
    if (model.isEmpty() && scorer == Scorer.LLM) {
      throw new UsageException("no model: give --llmModel, or llmModel in profile.yaml");
    }
    Optional<Double> cap = values.find("maxCostUsd", Double.class);
    boolean batch = text("llmMode").equals("batch");
    Optional<Price> price = PriceTable.with(values.find("llmPrices", String.class)).of(model);
    if (cap.isPresent() && scorer == Scorer.LLM && price.flatMap(p -> p.of(batch)).isEmpty()) {
      throw new UsageException(
          "--maxCostUsd needs a model whose price is known, and that of "
              + model
              + (batch ? " with --llmMode=batch" : "")
              + " is not");
    }
    return new LlmSettings(
        text("llmUrl"),
        model,
        keySource(),
        new LlmSettings.Limits(
            values.find("llmRequestsPerMinute", Integer.class).orElse(null),
            values.find("llmTokensPerMinute", Integer.class).orElse(null),
            whole("llmMaxInFlight"),
            whole("llmTimeoutSeconds"),
            whole("llmMaxAttempts"),
            cap.orElse(null)),
        values.get("titleFilter", Boolean.class),
        whole("papersPerPrompt"),
        whole("promptTokens"),
        new LlmSettings.Batch(batch, whole("llmBatchPollSeconds")),
        price.orElse(null));
  }

  /** The key's places exclude each other where they are named in the same place. */
  private KeySource keySource() {
    Origin nearest = Origin.DEFAULT;
    String named = "llmKeyEnv";
    for (String name : List.of("llmKeyEnv", "llmKeyFile", "llmKeySecret")) {
      Origin origin = values.origin(name).orElse(Origin.DEFAULT);
      if (origin == nearest && origin != Origin.DEFAULT) {
        throw new UsageException("--" + named + " and --" + name + " exclude each other: give one");
      }
      if (origin.compareTo(nearest) < 0) {
        nearest = origin;
        named = name;
      }
    }
    return switch (named) {
      case "llmKeyFile" -> KeySource.file(text(named));
      case "llmKeySecret" -> KeySource.secret(text(named));
      default -> KeySource.environment(text(named));
    };
  }

  private String text(String name) {
    return values.get(name, String.class);
  }

  private int whole(String name) {
    return values.get(name, Integer.class);
  }
}

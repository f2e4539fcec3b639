package org.paperbeam.pipeline.graph;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.arxiv.ArxivIO;
import org.paperbeam.arxiv.ArxivSource;
import org.paperbeam.arxiv.ListResult;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.learnt.Prefilter;
import org.paperbeam.learnt.RuleOut;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.llm.Quirks;
import org.paperbeam.money.Price;
import org.paperbeam.offline.OfflineConfig;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.pipeline.options.ReaderOptions;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.profile.FollowedAuthor;
import org.paperbeam.pipeline.settings.FallbackSettings;
import org.paperbeam.pipeline.settings.PlainHttp;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.pipeline.settings.Source;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.prompt.PromptTemplate;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;
import org.paperbeam.prompt.SummaryLanguage;
import org.paperbeam.publish.DigestIO;
import org.paperbeam.records.Repeats;
import org.paperbeam.score.CutOffs;
import org.paperbeam.score.Fallback;
import org.paperbeam.score.ScorePapers;
import org.paperbeam.semanticscholar.AuthorsConfig;
import org.paperbeam.snapshot.ListSnapshot;
import org.paperbeam.snapshot.SnapshotIO;
import org.paperbeam.storage.Folder;

/** Each step's configuration, from the options of a run. */
final class StepConfigs {
  private static final String SAMPLE = "org/paperbeam/sample/";

  private final RunSettings settings;
  private final RunOptions options;

  StepConfigs(RunSettings settings) {
    this.settings = settings;
    this.options = settings.options();
  }

  PTransform<PBegin, ListResult> listing() {
    return settings.source() == Source.SNAPSHOT ? snapshot() : service();
  }

  private ListSnapshot snapshot() {
    LocalDate from = settings.from() == null ? newest() : settings.from();
    LocalDate to = settings.to() == null ? from : settings.to();
    return ListSnapshot.of(
            SnapshotIO.read()
                .withFiles(List.of(options.getSnapshotFiles()))
                .withCategories(options.getCategories())
                .withDates(from, to))
        .withAnnounceTypes(announceTypes())
        .withMaxBadRecords(orZero(options.getMaxBadRecords()))
        .withBadRecords(Folder.of(settings.listingCache()).folder("snapshot"))
        .withNow(settings.startedAt());
  }

  private LocalDate newest() {
    return AnnouncementCalendar.arxiv().newestAnnounced(settings.startedAt());
  }

  private Set<AnnounceType> announceTypes() {
    return options.getAnnounceTypes().stream()
        .flatMap(label -> AnnounceType.ofLabel(label).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What arXiv's services are asked; not for a snapshot. */
  ArxivIO.Read service() {
    Integer maxBadRecords = options.getMaxBadRecords();
    double spacingSeconds = options.getArxivSecondsBetweenRequests();
    ArxivIO.Read read =
        ArxivIO.read()
            .withCategories(options.getCategories())
            .withAnnounceTypes(announceTypes())
            .withRssUrl(options.getArxivRssUrl())
            .withApiUrl(options.getArxivApiUrl())
            .withOaiUrl(options.getArxivOaiUrl())
            .withSpacing(Duration.ofMillis(Math.round(spacingSeconds * 1000)))
            .withContact(options.getContact())
            .withRefresh(options.getRefresh())
            .withMaxBadRecords(maxBadRecords == null ? null : Long.valueOf(maxBadRecords))
            .withNow(settings.startedAt());
    LocalDate from = settings.from();
    LocalDate to = settings.to();
    if (from != null && to != null) {
      read = read.withDates(from, to);
    }
    if (settings.source() == Source.SAMPLE) {
      return read.from(ArxivSource.BUNDLED).withBundledFeeds(sampleFeeds());
    }
    if (from == null && settings.source() != Source.RSS) {
      // Only a feed knows by itself which day is the newest.
      read = read.withDates(newest(), newest());
    }
    return read.from(ArxivSource.valueOf(settings.source().name()))
        .withListingCache(Folder.of(settings.listingCache()));
  }

  private static List<String> sampleFeeds() {
    return List.of(SAMPLE + "2026-03-03.xml", SAMPLE + "2026-03-04.xml", SAMPLE + "2026-03-05.xml");
  }

  AuthorsConfig authors() {
    AuthorsConfig config =
        settings.source() == Source.SAMPLE
            ? AuthorsConfig.bundled(SAMPLE + "authors.json")
            : AuthorsConfig.service(options.getSemanticScholarUrl())
                .withCache(Folder.of(settings.listingCache()))
                .withKey(settings.authorsKey());
    Map<String, String> followed =
        settings.profile().followedAuthors().stream()
            .collect(
                Collectors.toMap(
                    FollowedAuthor::semanticScholarId, FollowedAuthor::name, (one, two) -> one));
    return config
        .withFollowed(followed)
        .withAuthorMatch(settings.authorMatch())
        .withScoredMatches(options.getScoreAuthorMatches())
        .withMinHIndex(options.getMinHIndex())
        .withRunId(settings.runId());
  }

  /** What rules papers out before they are scored; null when nothing does. */
  @Nullable RuleOut prefilter() {
    Prefilter filter = settings.prefilter();
    return filter == null || !filter.contract().isInForce()
        ? null
        : RuleOut.by(filter, settings.runId());
  }

  /** The offline scorer's configuration. */
  OfflineConfig offline() {
    return new OfflineConfig(
        settings.profile().topics(),
        options.getMinRelevance(),
        settings.startedAt().toString(),
        settings.runId());
  }

  ScorePapers scoring() {
    return ScorePapers.byLlm()
        .withLlm(
            new LlmOptions(
                options.getLlmUrl(),
                settings.model(),
                settings.key(),
                options.getLlmTimeoutSeconds(),
                leaveOut()))
        .withPrompts(
            PromptConfig.builder()
                .setModel(settings.model())
                .setTopics(settings.profile().topics())
                .setScoring(settings.profile().scoring())
                .setExamples(settings.examples())
                .setLanguage(language())
                .setPapersPerPrompt(options.getPapersPerPrompt())
                .setPromptTokens(options.getPromptTokens())
                .build())
        .withLedger(Ledger.in(settings.ledger()))
        .withRunId(settings.runId())
        .withTitleFilter(options.getTitleFilter())
        .withLimits(limits())
        .withBatch(BatchOptions.of(settings.isBatch(), options.getLlmBatchPollSeconds()))
        .withSpending(
            SpendConfig.builder()
                .setPrice(settings.price())
                .setMaxCostUsd(options.getMaxCostUsd())
                .build())
        .withMaxAttempts(options.getLlmMaxAttempts())
        .withDrain(Duration.ofSeconds(options.getDrainSeconds()))
        .withFallback(fallback())
        .withCutOffs(new CutOffs(options.getMinRelevance(), options.getMinNovelty()))
        .withRescoring(options.getRescore().equals(ReaderOptions.NEAR_CUTOFF));
  }

  private @Nullable SummaryLanguage language() {
    String tag = options.getLanguage();
    return tag == null ? null : SummaryLanguage.of(tag);
  }

  private @Nullable Fallback fallback() {
    FallbackSettings fallback = settings.fallback();
    return fallback == null
        ? null
        : new Fallback(
            new LlmOptions(
                fallback.url(), fallback.model(), fallback.key(), options.getLlmTimeoutSeconds()),
            new LimitConfig(
                fallback.requestsPerMinute(),
                fallback.tokensPerMinute(),
                options.getLlmMaxInFlight()),
            fallback.price());
  }

  private Set<Quirks.Part> leaveOut() {
    List<String> words = options.getLlmLeaveOut();
    return words == null
        ? Set.of()
        : words.stream()
            .map(word -> Quirks.Part.valueOf(word.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet());
  }

  private LimitConfig limits() {
    return new LimitConfig(
        orZero(options.getLlmRequestsPerMinute()),
        orZero(options.getLlmTokensPerMinute()),
        options.getLlmMaxInFlight());
  }

  DigestIO.Write publishing() {
    DigestIO.Write write =
        DigestIO.write()
            .to(settings.output())
            .withRun(settings.runId(), settings.startedAt())
            .withTopics(settings.profile().topics())
            .withDays(days())
            .withRepeats(
                Repeats.valueOf(options.getRepeats().toUpperCase(Locale.ROOT)), settings.from())
            .withSiteUrl(options.getSiteUrl())
            .withCutOffs(options.getMinRelevance(), options.getMinNovelty());
    if (isOffline()) {
      return write;
    }
    Prompts prompts = Prompts.of(scoring().getConfig().getPrompts());
    PromptTemplate scores = prompts.of(Stage.SCORES);
    Set<String> inForce = new HashSet<>();
    for (Prompts each : new Prompts[] {prompts, fallbackPrompts(prompts)}) {
      inForce.add(each.of(Stage.SCORES).sha256());
      inForce.add(each.of(Stage.TITLES).sha256());
    }
    write =
        write
            .withPrefilter(settings.prefilter())
            .withModel(settings.model())
            .withPrompt(scores.text(), scores.sha256())
            .withPromptsInForce(inForce)
            .withPrices(settings.prices());
    return options.getTitleFilter()
        ? write.withTitlePrompt(prompts.of(Stage.TITLES).text())
        : write;
  }

  /** Those of the model that takes over; the same again when none does. */
  private Prompts fallbackPrompts(Prompts first) {
    FallbackSettings fallback = settings.fallback();
    return fallback == null
        ? first
        : Prompts.of(
            scoring().getConfig().getPrompts().toBuilder().setModel(fallback.model()).build());
  }

  /** Dates that were asked for; a feed knows its own, which are few. */
  int days() {
    LocalDate from = settings.from();
    LocalDate to = settings.to();
    return from == null || to == null
        ? DigestIO.DEFAULT_DAYS
        : (int) Math.max(1, ChronoUnit.DAYS.between(from, to) + 1);
  }

  /** What the report of a run needs. */
  ReportConfig reporting() {
    return reporting(settings.price());
  }

  /** What the report of an estimate needs: the price is that of the mode that is chosen. */
  ReportConfig estimating() {
    Price price = settings.price();
    return reporting(price == null ? null : price.of(settings.isBatch()).orElse(null));
  }

  private ReportConfig reporting(@Nullable Price price) {
    return new ReportConfig(
        settings.output(),
        settings.ledger(),
        settings.runId(),
        settings.startedAt(),
        settings.model(),
        price,
        options.getMaxCostUsd(),
        limits(),
        PlainHttp.warnings(settings),
        options.getSiteUrl(),
        settings.prices(),
        settings.prefilter());
  }

  boolean isOffline() {
    return settings.isOffline();
  }

  private static int orZero(@Nullable Integer value) {
    return value == null ? 0 : value;
  }
}

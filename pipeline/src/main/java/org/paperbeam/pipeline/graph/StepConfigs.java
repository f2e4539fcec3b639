package org.paperbeam.pipeline.graph;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.arxiv.ArxivIO;
import org.paperbeam.arxiv.ArxivSource;
import org.paperbeam.arxiv.ListRequest;
import org.paperbeam.arxiv.ListResult;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.money.Price;
import org.paperbeam.offline.OfflineConfig;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.profile.FollowedAuthor;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.pipeline.settings.Source;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.prompt.PromptTemplate;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;
import org.paperbeam.publish.PublishConfig;
import org.paperbeam.records.DayManifest;
import org.paperbeam.score.CutOffs;
import org.paperbeam.score.ScoreConfig;
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
    return settings.source() == Source.SNAPSHOT ? snapshot() : ArxivIO.read(service());
  }

  private ListSnapshot snapshot() {
    LocalDate from = settings.from() == null ? newest() : settings.from();
    LocalDate to = settings.to() == null ? from : settings.to();
    return ListSnapshot.builder()
        .setRead(
            SnapshotIO.read()
                .withFiles(List.of(options.getSnapshotFiles()))
                .withCategories(options.getCategories())
                .withDates(from, to))
        .setAnnounceTypes(announceTypes())
        .setFrom(from)
        .setTo(to)
        .setMaxBadRecords(options.getMaxBadRecords())
        .setBadRecords(Folder.of(settings.listingCache()).folder("snapshot"))
        .setNow(settings.startedAt())
        .build();
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
  ListRequest service() {
    boolean sample = settings.source() == Source.SAMPLE;
    LocalDate from = settings.from();
    if (from == null && !sample && settings.source() != Source.RSS) {
      // Only a feed knows by itself which day is the newest.
      from = newest();
    }
    double spacingSeconds = options.getArxivSecondsBetweenRequests();
    return ListRequest.builder()
        .setSource(sample ? ArxivSource.BUNDLED : ArxivSource.valueOf(settings.source().name()))
        .setCategories(options.getCategories())
        .setAnnounceTypes(announceTypes())
        .setFrom(from)
        .setTo(settings.from() == null ? from : settings.to())
        .setRssUrl(options.getArxivRssUrl())
        .setApiUrl(options.getArxivApiUrl())
        .setOaiUrl(options.getArxivOaiUrl())
        .setSpacing(Duration.ofMillis(Math.round(spacingSeconds * 1000)))
        .setContact(options.getContact())
        .setListingCache(sample ? null : Folder.of(settings.listingCache()))
        .setNow(settings.startedAt())
        .setBundledFeeds(sample ? sampleFeeds() : List.of())
        .build();
  }

  private static List<String> sampleFeeds() {
    return List.of(SAMPLE + "2026-03-03.xml", SAMPLE + "2026-03-04.xml", SAMPLE + "2026-03-05.xml");
  }

  AuthorsConfig authors() {
    AuthorsConfig config =
        settings.source() == Source.SAMPLE
            ? AuthorsConfig.bundled(SAMPLE + "authors.json")
            : AuthorsConfig.service(options.getSemanticScholarUrl());
    Set<String> followed =
        settings.profile().followedAuthors().stream()
            .map(FollowedAuthor::semanticScholarId)
            .collect(Collectors.toSet());
    return config
        .withFollowed(followed)
        .withAuthorMatch(settings.authorMatch())
        .withMinHIndex(options.getMinHIndex())
        .withRunId(settings.runId());
  }

  /** The offline scorer's configuration. */
  OfflineConfig offline() {
    return new OfflineConfig(
        settings.profile().topics(),
        options.getMinRelevance(),
        settings.startedAt().toString(),
        settings.runId());
  }

  ScoreConfig scoring() {
    return ScoreConfig.builder()
        .setLlm(
            new LlmOptions(
                options.getLlmUrl(),
                settings.model(),
                settings.key(),
                options.getLlmTimeoutSeconds()))
        .setLimits(limits())
        .setBatch(BatchOptions.of(settings.isBatch(), options.getLlmBatchPollSeconds()))
        .setPrompts(
            PromptConfig.builder()
                .setModel(settings.model())
                .setTopics(settings.profile().topics())
                .setScoring(settings.profile().scoring())
                .setPapersPerPrompt(options.getPapersPerPrompt())
                .setPromptTokens(options.getPromptTokens())
                .build())
        .setTitleFilter(options.getTitleFilter())
        .setMaxAttempts(options.getLlmMaxAttempts())
        .setSpending(
            SpendConfig.builder()
                .setPrice(settings.price())
                .setMaxCostUsd(options.getMaxCostUsd())
                .build())
        .setCutOffs(new CutOffs(options.getMinRelevance(), options.getMinNovelty()))
        .setLedger(Ledger.in(settings.output().folder("ledger")))
        .setRunId(settings.runId())
        .build();
  }

  private LimitConfig limits() {
    return new LimitConfig(
        orZero(options.getLlmRequestsPerMinute()),
        orZero(options.getLlmTokensPerMinute()),
        options.getLlmMaxInFlight());
  }

  PublishConfig publishing() {
    PublishConfig.Builder config =
        PublishConfig.builder()
            .setOutput(settings.output())
            .setTopics(settings.profile().topics())
            .setMinRelevance(options.getMinRelevance())
            .setMinNovelty(options.getMinNovelty())
            .setRunId(settings.runId())
            .setStarted(settings.startedAt().toString());
    if (isOffline()) {
      return config.setScorer(DayManifest.OFFLINE).build();
    }
    Prompts prompts = Prompts.of(scoring().getPrompts());
    PromptTemplate scores = prompts.of(Stage.SCORES);
    return config
        .setScorer(DayManifest.LLM)
        .setModel(settings.model())
        .setPrompt(scores.text())
        .setPromptSha256(scores.sha256())
        .setPromptsInForce(Set.of(scores.sha256(), prompts.of(Stage.TITLES).sha256()))
        .setPrice(settings.price())
        .build();
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
        settings.runId(),
        settings.startedAt(),
        settings.model(),
        price,
        options.getMaxCostUsd(),
        limits());
  }

  boolean isOffline() {
    return settings.isOffline();
  }

  private static int orZero(@Nullable Integer value) {
    return value == null ? 0 : value;
  }
}

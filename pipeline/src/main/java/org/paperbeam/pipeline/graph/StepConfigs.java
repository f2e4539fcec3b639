package org.paperbeam.pipeline.graph;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
import org.paperbeam.offline.OfflineConfig;
import org.paperbeam.pipeline.profile.FollowedAuthor;
import org.paperbeam.pipeline.settings.ArxivServices;
import org.paperbeam.pipeline.settings.ListingSettings;
import org.paperbeam.pipeline.settings.LlmSettings;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.pipeline.settings.Scorer;
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

/** Each step's configuration, from the settings of a run. */
final class StepConfigs {
  private static final String SAMPLE = "org/paperbeam/sample/";

  private final RunSettings settings;

  StepConfigs(RunSettings settings) {
    this.settings = settings;
  }

  PTransform<PBegin, ListResult> listing() {
    return settings.listing().source() == Source.SNAPSHOT ? snapshot() : ArxivIO.read(service());
  }

  private ListSnapshot snapshot() {
    ListingSettings listing = settings.listing();
    LocalDate from = listing.from() == null ? newest() : listing.from();
    LocalDate to = listing.to() == null ? from : listing.to();
    return ListSnapshot.builder()
        .setRead(
            SnapshotIO.read()
                .withFiles(List.of(listing.snapshotFiles()))
                .withCategories(listing.categories())
                .withDates(from, to))
        .setAnnounceTypes(listing.announceTypes())
        .setFrom(from)
        .setTo(to)
        .setMaxBadRecords(listing.maxBadRecords())
        .setBadRecords(Folder.of(listing.listingCache()).folder("snapshot"))
        .setNow(settings.startedAt())
        .build();
  }

  private LocalDate newest() {
    return AnnouncementCalendar.arxiv().newestAnnounced(settings.startedAt());
  }

  private ListRequest service() {
    ListingSettings listing = settings.listing();
    ArxivServices services = listing.services();
    boolean sample = listing.source() == Source.SAMPLE;
    LocalDate from = listing.from();
    if (from == null && !sample && listing.source() != Source.RSS) {
      // Only a feed knows by itself which day is the newest.
      from = newest();
    }
    return ListRequest.builder()
        .setSource(sample ? ArxivSource.BUNDLED : ArxivSource.valueOf(listing.source().name()))
        .setCategories(listing.categories())
        .setAnnounceTypes(listing.announceTypes())
        .setFrom(from)
        .setTo(listing.from() == null ? from : listing.to())
        .setRssUrl(services.rssUrl())
        .setApiUrl(services.apiUrl())
        .setOaiUrl(services.oaiUrl())
        .setSpacing(Duration.ofMillis(Math.round(services.secondsBetweenRequests() * 1000)))
        .setContact(services.contact())
        .setListingCache(sample ? null : Folder.of(listing.listingCache()))
        .setNow(settings.startedAt())
        .setBundledFeeds(sample ? sampleFeeds() : List.of())
        .build();
  }

  private static List<String> sampleFeeds() {
    return List.of(SAMPLE + "2026-03-03.xml", SAMPLE + "2026-03-04.xml", SAMPLE + "2026-03-05.xml");
  }

  AuthorsConfig authors() {
    AuthorsConfig config =
        settings.listing().source() == Source.SAMPLE
            ? AuthorsConfig.bundled(SAMPLE + "authors.json")
            : AuthorsConfig.service(settings.authors().semanticScholarUrl());
    Set<String> followed =
        settings.profile().followedAuthors().stream()
            .map(FollowedAuthor::semanticScholarId)
            .collect(Collectors.toSet());
    return config
        .withFollowed(followed)
        .withAuthorMatch(settings.authors().match())
        .withMinHIndex(settings.authors().minHIndex())
        .withRunId(settings.runId());
  }

  /** The offline scorer's configuration. */
  OfflineConfig offline() {
    return new OfflineConfig(
        settings.profile().topics(),
        settings.scoring().minRelevance(),
        settings.startedAt().toString(),
        settings.runId());
  }

  ScoreConfig scoring() {
    LlmSettings llm = settings.llm();
    LlmSettings.Limits limits = llm.limits();
    return ScoreConfig.builder()
        .setLlm(new LlmOptions(llm.url(), llm.model(), llm.key(), limits.timeoutSeconds()))
        .setLimits(limits(settings))
        .setBatch(BatchOptions.of(llm.batch().on(), llm.batch().pollSeconds()))
        .setPrompts(
            PromptConfig.builder()
                .setModel(llm.model())
                .setTopics(settings.profile().topics())
                .setScoring(settings.profile().scoring())
                .setPapersPerPrompt(llm.papersPerPrompt())
                .setPromptTokens(llm.promptTokens())
                .build())
        .setTitleFilter(llm.titleFilter())
        .setMaxAttempts(limits.maxAttempts())
        .setSpending(
            SpendConfig.builder().setPrice(llm.price()).setMaxCostUsd(limits.maxCostUsd()).build())
        .setCutOffs(new CutOffs(settings.scoring().minRelevance(), settings.scoring().minNovelty()))
        .setLedger(Ledger.in(settings.output().folder().folder("ledger")))
        .setRunId(settings.runId())
        .build();
  }

  static LimitConfig limits(RunSettings settings) {
    LlmSettings.Limits limits = settings.llm().limits();
    return new LimitConfig(
        orZero(limits.requestsPerMinute()), orZero(limits.tokensPerMinute()), limits.maxInFlight());
  }

  PublishConfig publishing() {
    PublishConfig.Builder config =
        PublishConfig.builder()
            .setOutput(settings.output().folder())
            .setTopics(settings.profile().topics())
            .setMinRelevance(settings.scoring().minRelevance())
            .setMinNovelty(settings.scoring().minNovelty())
            .setRunId(settings.runId())
            .setStarted(settings.startedAt().toString());
    if (isOffline()) {
      return config.setScorer(DayManifest.OFFLINE).build();
    }
    Prompts prompts = Prompts.of(scoring().getPrompts());
    PromptTemplate scores = prompts.of(Stage.SCORES);
    return config
        .setScorer(DayManifest.LLM)
        .setModel(settings.llm().model())
        .setPrompt(scores.text())
        .setPromptSha256(scores.sha256())
        .setPromptsInForce(Set.of(scores.sha256(), prompts.of(Stage.TITLES).sha256()))
        .setPrice(settings.llm().price())
        .build();
  }

  boolean isOffline() {
    return settings.scoring().scorer() == Scorer.OFFLINE;
  }

  private static int orZero(@Nullable Integer value) {
    return value == null ? 0 : value;
  }
}

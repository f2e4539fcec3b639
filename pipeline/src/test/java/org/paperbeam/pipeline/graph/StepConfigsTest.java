package org.paperbeam.pipeline.graph;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.paperbeam.arxiv.ArxivSource;
import org.paperbeam.arxiv.ListRequest;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.llm.Quirks;
import org.paperbeam.money.Price;
import org.paperbeam.money.Prices;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.profile.FollowedAuthor;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.pipeline.settings.RunStart;
import org.paperbeam.pipeline.settings.SettingsResolver;
import org.paperbeam.publish.PublishConfig;
import org.paperbeam.score.CutOffs;
import org.paperbeam.score.ScoreConfig;
import org.paperbeam.secret.KeySource;
import org.paperbeam.semanticscholar.AuthorsConfig;
import org.paperbeam.storage.Folder;

/** What takes too long to see from outside: the exact value of each option in its step. */
class StepConfigsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T23:07:18Z");
  private static final Price PRICE = Prices.bundled().of("gpt-4o").orElseThrow();

  private static StepConfigs configs(Map<String, String> options) {
    Map<String, String> yaml = Map.of("categories", "cs.LG", "llmModel", "gpt-4o");
    List<FollowedAuthor> followed = List.of(new FollowedAuthor("A", "1"));
    Profile profile = new Profile("p", yaml, "topics", "scoring", followed);
    Values values = Values.resolve(OptionTable.of(RunOptions.class), options, yaml);
    RunStart start = new RunStart("id", NOW, "run");
    return new StepConfigs(
        new SettingsResolver(values.as(RunOptions.class), values, profile).resolve(start));
  }

  @Test
  void theScorersConfigurationHoldsWhatTheOptionsSay() {
    ScoreConfig config =
        SerializableUtils.clone(
            configs(
                    Map.ofEntries(
                        Map.entry("llmUrl", "http://127.0.0.1:1/v1"),
                        Map.entry("llmKeyEnv", "OTHER"),
                        Map.entry("llmTimeoutSeconds", "5"),
                        Map.entry("llmLeaveOut", "schema,max_tokens"),
                        Map.entry("llmRequestsPerMinute", "240"),
                        Map.entry("llmTokensPerMinute", "60000"),
                        Map.entry("llmMaxInFlight", "4"),
                        Map.entry("llmMaxAttempts", "2"),
                        Map.entry("drainSeconds", "7"),
                        Map.entry("titleFilter", "false"),
                        Map.entry("papersPerPrompt", "3"),
                        Map.entry("promptTokens", "8000"),
                        Map.entry("maxCostUsd", "1.5"),
                        Map.entry("llmMode", "batch"),
                        Map.entry("llmBatchPollSeconds", "7"),
                        Map.entry("minRelevance", "9"),
                        Map.entry("minNovelty", "8")))
                .scoring()
                .getConfig());
    assertThat(
        config.getLlm(),
        is(
            new LlmOptions(
                "http://127.0.0.1:1/v1",
                "gpt-4o",
                KeySource.environment("OTHER"),
                5,
                Set.of(Quirks.Part.SCHEMA, Quirks.Part.MAX_TOKENS))));
    assertThat(config.getLimits(), is(new LimitConfig(240, 60_000, 4)));
    assertThat(config.getMaxAttempts(), is(2));
    assertThat(config.getDrain(), is(Duration.ofSeconds(7)));
    assertThat(config.isTitleFilter(), is(false));
    assertThat(config.getPrompts().getPapersPerPrompt(), is(3));
    assertThat(config.getPrompts().getPromptTokens(), is(8000));
    assertThat(config.getSpending().getMaxCostUsd(), is(1.5));
    assertThat(config.getBatch(), is(BatchOptions.of(true, 7)));
    assertThat(config.getCutOffs(), is(new CutOffs(9, 8)));
    assertThat(config.getSpending().getPrice(), is(PRICE));
    assertThat(configs(Map.of()).scoring().getConfig().getLimits(), is(new LimitConfig(0, 0, 16)));
  }

  @Test
  void theListingsRequestHoldsWhatTheOptionsSay() {
    ListRequest request =
        configs(
                Map.of(
                    "date", "2025-03-25",
                    "source", "api",
                    "announceTypes", "replace",
                    "arxivSecondsBetweenRequests", "0.25",
                    "contact", "me@example.org",
                    "listingCache", "/cache"))
            .service()
            .getRequest();
    assertThat(request.getSource(), is(ArxivSource.API));
    assertThat(request.getFrom(), is(LocalDate.of(2025, 3, 25)));
    assertThat(request.getTo(), is(LocalDate.of(2025, 3, 25)));
    assertThat(request.getAnnounceTypes(), is(Set.of(AnnounceType.REPLACE)));
    assertThat(request.getSpacing(), is(Duration.ofMillis(250)));
    assertThat(request.getContact(), is("me@example.org"));
    assertThat(request.getListingCache(), hasToString("/cache"));
    ListRequest plain = configs(Map.of()).service().getRequest();
    assertThat(plain.getSpacing(), is(Duration.ofSeconds(3)));
    assertThat(plain.getContact(), is(nullValue()));
    assertThat(plain.getListingCache(), hasToString("out/listings"));
  }

  @Test
  void theAuthorsConfigurationHoldsWhatTheOptionsSay() {
    AuthorsConfig config =
        configs(
                Map.of(
                    "minHIndex", "11",
                    "authorMatch", "false",
                    "semanticScholarUrl", "http://127.0.0.1:1"))
            .authors();
    assertThat(
        config,
        is(
            AuthorsConfig.service("http://127.0.0.1:1")
                .withCache(Folder.of("out/listings"))
                .withFollowed(Map.of("1", "A"))
                .withMinHIndex(11)
                .withRunId("id")));
    assertThat(configs(Map.of()).authors().authorMatch(), is(true));
  }

  @Test
  void theCutOffsAreTheSameForTheScorerAndForThePublisher() {
    Map<String, String> options = Map.of("minRelevance", "9", "minNovelty", "8", "output", "o");
    PublishConfig publishing = configs(options).publishing().getConfig();
    assertThat(publishing.getMinRelevance(), is(9));
    assertThat(publishing.getMinNovelty(), is(8));
    assertThat(publishing.getOutput(), hasToString("o"));
    assertThat(configs(options).offline().minRelevance(), is(9));
  }

  @Test
  void anEstimateCostsWhatTheChosenModeCosts() {
    Map<String, String> batch = Map.of("llmMode", "batch", "maxCostUsd", "2");
    ReportConfig estimate = SerializableUtils.clone(configs(batch).estimating());
    assertThat(estimate.price(), is(PRICE.of(true).orElseThrow()));
    assertThat(estimate.maxCostUsd(), is(2.0));
    assertThat(configs(batch).reporting().price(), is(PRICE));
    assertThat(configs(Map.of()).reporting().maxCostUsd(), is(nullValue()));
  }
}

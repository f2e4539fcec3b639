package org.paperbeam.pipeline.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.llm.KeySource;
import org.paperbeam.money.Price;
import org.paperbeam.money.Prices;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.pipeline.options.OptionSpec;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.profile.FollowedAuthor;
import org.paperbeam.pipeline.profile.Profile;

class SettingsResolverTest {
  private static final OptionTable TABLE = OptionTable.of(RunOptions.class);
  private static final Map<String, String> PROFILE =
      Map.of("categories", "cs.LG", "llmModel", "gpt-4o");
  private static final List<FollowedAuthor> FOLLOWED = List.of(new FollowedAuthor("A", "1"));
  private static final RunStart START =
      new RunStart("20261121T230718Z-4f2a91", Instant.parse("2026-11-21T23:07:18Z"), "run");

  private static RunSettings resolve(
      Map<String, String> commandLine, Map<String, String> yaml, List<FollowedAuthor> authors) {
    Profile profile = new Profile("p", yaml, "topics", "scoring", authors);
    return new SettingsResolver(Values.resolve(TABLE, commandLine, yaml), profile).resolve(START);
  }

  private static RunSettings resolve(Map<String, String> commandLine) {
    return resolve(commandLine, PROFILE, FOLLOWED);
  }

  private static RunSettings resolveWith(Map<String, String> moreYaml, Map<String, String> line) {
    Map<String, String> yaml = new HashMap<>(PROFILE);
    yaml.putAll(moreYaml);
    return resolve(line, yaml, FOLLOWED);
  }

  private static String refusal(Map<String, String> commandLine) {
    return assertThrows(UsageException.class, () -> resolve(commandLine)).getMessage();
  }

  @Test
  void theDefaultsAreThoseOfTheContract() {
    RunSettings settings = resolve(Map.of());
    assertThat(
        settings.listing(),
        is(
            new ListingSettings(
                Source.RSS,
                null,
                null,
                List.of("cs.LG"),
                Set.of(AnnounceType.NEW, AnnounceType.CROSS),
                new ArxivServices(
                    "https://rss.arxiv.org/rss",
                    "https://export.arxiv.org/api/query",
                    "https://oaipmh.arxiv.org/oai",
                    3,
                    null),
                null,
                0,
                "out/listings")));
    assertThat(
        settings.authors(), is(new AuthorSettings(true, 0, "https://api.semanticscholar.org")));
    assertThat(settings.scoring(), is(new ScoringSettings(Scorer.LLM, 7, 6)));
    assertThat(
        settings.llm(),
        is(
            new LlmSettings(
                "https://api.openai.com/v1",
                "gpt-4o",
                KeySource.environment("OPENAI_API_KEY"),
                new LlmSettings.Limits(null, null, 16, 120, 6, null),
                true,
                20,
                16000,
                new LlmSettings.Batch(false, 30),
                Prices.bundled().of("gpt-4o").orElseThrow())));
    assertThat(settings.output().folder().path(), is("out"));
    assertThat(settings.runId(), is("20261121T230718Z-4f2a91"));
    assertThat(settings.listing().isNewest(), is(true));
  }

  @Test
  void aPriceTableOfTheUsersWinsAndMakesACapPossible(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.json");
    Files.writeString(
        file,
        "{\"providers\": [{\"name\": \"Mine\", \"models\":"
            + " {\"local-model\": {\"prompt\": 0.5, \"completion\": 1}}}]}");
    Map<String, String> options =
        Map.of("llmModel", "local-model", "maxCostUsd", "1", "llmPrices", file.toString());
    assertThat(
        resolve(options).llm().price(),
        is(new Price(new BigDecimal("0.5"), new BigDecimal("0.5"), BigDecimal.ONE)));
    assertThat(
        refusal(Map.of("llmPrices", folder + "/none.json")),
        is("--llmPrices=" + folder + "/none.json cannot be read: is the file there?"));
    Files.writeString(file, "{}");
    assertThat(
        refusal(Map.of("llmPrices", file.toString())),
        is("--llmPrices: " + file + " has no providers"));
  }

  @Test
  void aCapInBatchesNeedsAModelWhosePriceThereIsKnown() {
    Map<String, String> claude =
        Map.of("llmModel", "claude-opus-4-8", "maxCostUsd", "1", "llmMode", "batch");
    assertThat(
        refusal(claude),
        is(
            "--maxCostUsd needs a model whose price is known, and that of claude-opus-4-8 with"
                + " --llmMode=batch is not"));
    Map<String, String> gpt = Map.of("maxCostUsd", "1", "llmMode", "batch");
    assertThat(resolve(gpt).llm().batch(), is(new LlmSettings.Batch(true, 30)));
  }

  @Test
  void theCommandLineWinsOverTheProfileAndTheProfileOverTheDefault() {
    assertThat(resolve(Map.of()).llm().papersPerPrompt(), is(20));
    Map<String, String> yaml = Map.of("papersPerPrompt", "7");
    assertThat(resolveWith(yaml, Map.of()).llm().papersPerPrompt(), is(7));
    Map<String, String> line = Map.of("papersPerPrompt", "9");
    assertThat(resolveWith(yaml, line).llm().papersPerPrompt(), is(9));
  }

  /** A value other than the default for every option that may stand alone. */
  private static Map<String, String> otherValues() {
    Map<String, String> values = new HashMap<>();
    values.put("date", "2025-03-25");
    values.put("categories", "stat.ML");
    values.put("announceTypes", "replace");
    values.put("source", "api");
    values.put("maxBadRecords", "5");
    values.put("listingCache", "/cache");
    values.put("arxivSecondsBetweenRequests", "0");
    values.put("contact", "me@example.org");
    for (String url :
        List.of("arxivRssUrl", "arxivApiUrl", "arxivOaiUrl", "semanticScholarUrl", "llmUrl")) {
      values.put(url, "http://127.0.0.1:1/" + url);
    }
    values.put("authorMatch", "false");
    values.put("minHIndex", "12");
    values.put("scorer", "offline");
    values.put("llmModel", "other");
    values.put("llmKeyEnv", "OTHER_KEY");
    values.put("llmKeyFile", "/key");
    values.put("llmKeySecret", "projects/p/secrets/s");
    values.put("llmRequestsPerMinute", "240");
    values.put("llmTokensPerMinute", "60000");
    values.put("llmMaxInFlight", "4");
    values.put("llmTimeoutSeconds", "5");
    values.put("llmMaxAttempts", "2");
    values.put("titleFilter", "false");
    values.put("papersPerPrompt", "4");
    values.put("promptTokens", "8000");
    values.put("maxCostUsd", "1.5");
    values.put("llmMode", "batch");
    values.put("llmBatchPollSeconds", "5");
    values.put("minRelevance", "5");
    values.put("minNovelty", "4");
    values.put("output", "elsewhere");
    return values;
  }

  @Test
  void everyOptionChangesTheSettings() {
    RunSettings plain = resolve(Map.of());
    Set<RunSettings> seen = new HashSet<>(List.of(plain));
    for (Map.Entry<String, String> option : otherValues().entrySet()) {
      RunSettings changed = resolve(Map.of(option.getKey(), option.getValue()));
      assertThat(option.getKey(), seen.add(changed), is(true));
    }
    List<String> untried = new ArrayList<>(TABLE.names());
    untried.removeAll(otherValues().keySet());
    // The profile is read before; a range needs both ends; snapshot files need their source; the
    // prices are a file; the command waits and leaves, not the job; verbose is no matter of the
    // job; who pays for requests is the storage's matter; where secrets are is their reader's.
    assertThat(
        untried,
        is(
            List.of(
                "profile",
                "from",
                "to",
                "snapshotFiles",
                "waitMinutes",
                "llmPrices",
                "secretManagerUrl",
                "verbose",
                "gcsUserProject",
                "detached")));
  }

  @Test
  void aProfileMaySetWhatItsTableAllows() {
    RunSettings plain = resolve(Map.of());
    for (OptionSpec spec : TABLE.specs()) {
      String value = otherValues().get(spec.name());
      if (spec.setting().inProfile() && value != null) {
        RunSettings changed = resolveWith(Map.of(spec.name(), value), Map.of());
        RunSettings same = resolve(Map.of(spec.name(), value));
        assertThat(spec.name(), parts(changed), is(parts(same)));
        assertThat(spec.name(), parts(changed), is(not(parts(plain))));
      }
    }
  }

  /** All but the profile, which differs by what it says. */
  private static List<Object> parts(RunSettings settings) {
    return List.of(
        settings.listing(),
        settings.authors(),
        settings.scoring(),
        settings.llm(),
        settings.output());
  }

  @Test
  void aDateIsARangeOfOneDayFromRss() {
    ListingSettings listing = resolve(Map.of("date", "2025-03-25")).listing();
    assertThat(listing.from(), is(LocalDate.of(2025, 3, 25)));
    assertThat(listing.to(), is(LocalDate.of(2025, 3, 25)));
    assertThat(listing.source(), is(Source.RSS));
    assertThat(listing.isNewest(), is(false));
  }

  @Test
  void aRangeComesFromOaiUnlessToldOtherwise() {
    Map<String, String> range = Map.of("from", "2025-03-18", "to", "2025-04-03");
    ListingSettings listing = resolve(range).listing();
    assertThat(listing.source(), is(Source.OAI));
    assertThat(listing.from(), is(LocalDate.of(2025, 3, 18)));
    assertThat(listing.to(), is(LocalDate.of(2025, 4, 3)));
    Map<String, String> api = new HashMap<>(range);
    api.put("source", "api");
    assertThat(resolve(api).listing().source(), is(Source.API));
  }

  @Test
  void datesThatContradictAreRefused() {
    assertThat(
        refusal(Map.of("date", "2025-03-25", "from", "2025-03-01")),
        is("--date does not go with --from and --to: give one day or a range, not both"));
    assertThat(
        refusal(Map.of("from", "2025-04-01", "to", "2025-03-01")),
        is("--from=2025-04-01 is after --to=2025-03-01: a range goes forward"));
    assertThat(
        refusal(Map.of("from", "2025-04-01")), is("--from needs --to, the last date of the range"));
    assertThat(
        refusal(Map.of("to", "2025-04-01")), is("--to needs --from, the first date of the range"));
    assertThat(
        refusal(Map.of("from", "2025-03-01", "to", "2025-03-02", "source", "rss")),
        is("--source=rss lists one day only: give --date, or --source=oai for a range"));
  }

  @Test
  void aSnapshotNeedsItsFilesAndTheFilesNeedTheirSource() {
    assertThat(
        refusal(Map.of("source", "snapshot")),
        is("--source=snapshot needs --snapshotFiles, a file pattern"));
    assertThat(
        refusal(Map.of("snapshotFiles", "/x/*")),
        is("--snapshotFiles goes with --source=snapshot only"));
    ListingSettings listing =
        resolve(Map.of("source", "snapshot", "snapshotFiles", "/x/*")).listing();
    assertThat(listing.snapshotFiles(), is("/x/*"));
    Map<String, String> yaml = Map.of("source", "snapshot", "snapshotFiles", "/x/*");
    assertThat(
        resolveWith(yaml, Map.of("source", "oai")).listing().snapshotFiles(), is(nullValue()));
  }

  @Test
  void theListingCacheFollowsTheOutput() {
    assertThat(resolve(Map.of("output", "/o/")).listing().listingCache(), is("/o/listings"));
  }

  @Test
  void theKeysPlaceIsTheOneThatIsNamedLastInPrecedence() {
    Map<String, String> yaml = Map.of("llmKeyFile", "/key");
    assertThat(resolveWith(yaml, Map.of()).llm().key(), is(KeySource.file("/key")));
    assertThat(
        resolveWith(yaml, Map.of("llmKeyEnv", "K")).llm().key(), is(KeySource.environment("K")));
    String secret = "projects/p/secrets/s/versions/2";
    assertThat(
        resolveWith(yaml, Map.of("llmKeySecret", secret)).llm().key(),
        is(KeySource.secret(secret)));
    assertThat(
        resolveWith(Map.of("llmKeySecret", secret), Map.of("llmKeyFile", "/key")).llm().key(),
        is(KeySource.file("/key")));
    assertThat(
        refusal(Map.of("llmKeyEnv", "K", "llmKeyFile", "/key")),
        is("--llmKeyEnv and --llmKeyFile exclude each other: give one"));
    assertThat(
        refusal(Map.of("llmKeyEnv", "K", "llmKeySecret", secret)),
        is("--llmKeyEnv and --llmKeySecret exclude each other: give one"));
    assertThat(
        refusal(Map.of("llmKeyFile", "/key", "llmKeySecret", secret)),
        is("--llmKeyFile and --llmKeySecret exclude each other: give one"));
  }

  @Test
  void authorsMatchWhenTheProfileFollowsSome() {
    assertThat(resolve(Map.of(), PROFILE, List.of()).authors().match(), is(false));
    UsageException refused =
        assertThrows(
            UsageException.class, () -> resolve(Map.of("authorMatch", "true"), PROFILE, List.of()));
    assertThat(
        refused.getMessage(),
        is("--authorMatch=true needs followed authors: authors.csv of the profile has no rows"));
  }

  @Test
  void categoriesAndModelHaveToComeFromSomewhere() {
    UsageException noCategories =
        assertThrows(UsageException.class, () -> resolve(Map.of(), Map.of(), FOLLOWED));
    assertThat(
        noCategories.getMessage(),
        is("no categories: give --categories, e.g. cs.LG,cs.AI, or categories in profile.yaml"));
    Map<String, String> yaml = Map.of("categories", "cs.LG");
    UsageException noModel =
        assertThrows(UsageException.class, () -> resolve(Map.of(), yaml, FOLLOWED));
    assertThat(noModel.getMessage(), is("no model: give --llmModel, or llmModel in profile.yaml"));
    assertThat(resolve(Map.of("scorer", "offline"), yaml, FOLLOWED).llm().model(), is(""));
  }

  @Test
  void theSettingsGoToWorkersWhole() {
    RunSettings settings = resolve(otherValuesWithoutConflicts());
    assertThat(SerializableUtils.clone(settings), is(settings));
    assertThat(settings.withSampleListing().listing().source(), is(Source.SAMPLE));
  }

  private static Map<String, String> otherValuesWithoutConflicts() {
    Map<String, String> values = otherValues();
    values.remove("llmKeyEnv");
    values.remove("llmKeySecret");
    return values;
  }
}

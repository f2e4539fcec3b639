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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.money.Price;
import org.paperbeam.money.Prices;
import org.paperbeam.pipeline.options.OptionSpec;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.profile.FollowedAuthor;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.secret.KeySource;

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
    Values values = Values.resolve(TABLE, commandLine, yaml);
    return new SettingsResolver(values.as(RunOptions.class), values, profile).resolve(START);
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
    RunOptions options = settings.options();
    assertThat(settings.source(), is(Source.RSS));
    assertThat(settings.from(), is(nullValue()));
    assertThat(settings.to(), is(nullValue()));
    assertThat(options.getCategories(), is(List.of("cs.LG")));
    assertThat(options.getAnnounceTypes(), is(List.of("new", "cross")));
    assertThat(options.getArxivRssUrl(), is("https://rss.arxiv.org/rss"));
    assertThat(options.getArxivApiUrl(), is("https://export.arxiv.org/api/query"));
    assertThat(options.getArxivOaiUrl(), is("https://oaipmh.arxiv.org/oai"));
    assertThat(options.getArxivSecondsBetweenRequests(), is(3.0));
    assertThat(options.getContact(), is(nullValue()));
    assertThat(settings.snapshotFiles(), is(nullValue()));
    assertThat(options.getMaxBadRecords(), is(nullValue()));
    assertThat(settings.listingCache(), is("out/listings"));
    assertThat(options.getWaitMinutes(), is(0));
    assertThat(settings.authorMatch(), is(true));
    assertThat(options.getMinHIndex(), is(0));
    assertThat(options.getSemanticScholarUrl(), is("https://api.semanticscholar.org"));
    assertThat(options.getMinRelevance(), is(7));
    assertThat(options.getMinNovelty(), is(6));
    assertThat(settings.output().path(), is("out"));
    assertThat(settings.runId(), is("20261121T230718Z-4f2a91"));
  }

  @Test
  void theDefaultsOfTheLlmAreThoseOfTheContract() {
    RunSettings settings = resolve(Map.of());
    RunOptions options = settings.options();
    assertThat(settings.isOffline(), is(false));
    assertThat(options.getLlmUrl(), is("https://api.openai.com/v1"));
    assertThat(settings.model(), is("gpt-4o"));
    assertThat(settings.key(), is(KeySource.environment("OPENAI_API_KEY")));
    assertThat(options.getLlmRequestsPerMinute(), is(nullValue()));
    assertThat(options.getLlmTokensPerMinute(), is(nullValue()));
    assertThat(options.getLlmMaxInFlight(), is(16));
    assertThat(options.getLlmTimeoutSeconds(), is(120));
    assertThat(options.getLlmMaxAttempts(), is(6));
    assertThat(options.getMaxCostUsd(), is(nullValue()));
    assertThat(options.getTitleFilter(), is(true));
    assertThat(options.getPapersPerPrompt(), is(20));
    assertThat(options.getPromptTokens(), is(16000));
    assertThat(settings.isBatch(), is(false));
    assertThat(options.getLlmBatchPollSeconds(), is(30));
    assertThat(settings.price(), is(Prices.bundled().of("gpt-4o").orElseThrow()));
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
        resolve(options).price(),
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
    assertThat(resolve(gpt).isBatch(), is(true));
  }

  @Test
  void theCommandLineWinsOverTheProfileAndTheProfileOverTheDefault() {
    assertThat(resolve(Map.of()).options().getPapersPerPrompt(), is(20));
    Map<String, String> yaml = Map.of("papersPerPrompt", "7");
    assertThat(resolveWith(yaml, Map.of()).options().getPapersPerPrompt(), is(7));
    Map<String, String> line = Map.of("papersPerPrompt", "9");
    assertThat(resolveWith(yaml, line).options().getPapersPerPrompt(), is(9));
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
  void aProfileMaySetWhatItsTableAllows() {
    List<String> plain = Values.resolve(TABLE, Map.of(), Map.of()).asArguments();
    for (OptionSpec spec : TABLE.specs()) {
      String value = otherValues().get(spec.name());
      if (spec.setting().inProfile() && value != null) {
        Map<String, String> other = Map.of(spec.name(), value);
        List<String> changed = Values.resolve(TABLE, Map.of(), other).asArguments();
        assertThat(changed, is(Values.resolve(TABLE, other, Map.of()).asArguments()));
        assertThat(spec.name(), changed, is(not(plain)));
      }
    }
  }

  @Test
  void aValueIsWrittenInOneWay() {
    RunOptions options =
        Values.resolve(
                TABLE,
                Map.of("llmUrl", "http://x.org/v1/", "papersPerPrompt", "07"),
                Map.of("categories", "cs.LG, cs.AI", "llmKeySecret", "projects/p/secrets/s"))
            .as(RunOptions.class);
    assertThat(options.getLlmUrl(), is("http://x.org/v1"));
    assertThat(options.getPapersPerPrompt(), is(7));
    assertThat(options.getCategories(), is(List.of("cs.LG", "cs.AI")));
    assertThat(options.getLlmKeySecret(), is("projects/p/secrets/s/versions/latest"));
  }

  @Test
  void aDateIsARangeOfOneDayFromRss() {
    RunSettings listing = resolve(Map.of("date", "2025-03-25"));
    assertThat(listing.from(), is(LocalDate.of(2025, 3, 25)));
    assertThat(listing.to(), is(LocalDate.of(2025, 3, 25)));
    assertThat(listing.source(), is(Source.RSS));
  }

  @Test
  void aRangeComesFromOaiUnlessToldOtherwise() {
    Map<String, String> range = Map.of("from", "2025-03-18", "to", "2025-04-03");
    RunSettings listing = resolve(range);
    assertThat(listing.source(), is(Source.OAI));
    assertThat(listing.from(), is(LocalDate.of(2025, 3, 18)));
    assertThat(listing.to(), is(LocalDate.of(2025, 4, 3)));
    Map<String, String> api = new HashMap<>(range);
    api.put("source", "api");
    assertThat(resolve(api).source(), is(Source.API));
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
    RunSettings listing = resolve(Map.of("source", "snapshot", "snapshotFiles", "/x/*"));
    assertThat(listing.snapshotFiles(), is("/x/*"));
    Map<String, String> yaml = Map.of("source", "snapshot", "snapshotFiles", "/x/*");
    assertThat(resolveWith(yaml, Map.of("source", "oai")).snapshotFiles(), is(nullValue()));
  }

  @Test
  void theListingCacheFollowsTheOutput() {
    assertThat(resolve(Map.of("output", "/o/")).listingCache(), is("/o/listings"));
  }

  @Test
  void theKeysPlaceIsTheOneThatIsNamedLastInPrecedence() {
    Map<String, String> yaml = Map.of("llmKeyFile", "/key");
    assertThat(resolveWith(yaml, Map.of()).key(), is(KeySource.file("/key")));
    assertThat(resolveWith(yaml, Map.of("llmKeyEnv", "K")).key(), is(KeySource.environment("K")));
    String secret = "projects/p/secrets/s/versions/2";
    assertThat(
        resolveWith(yaml, Map.of("llmKeySecret", secret)).key(), is(KeySource.secret(secret)));
    assertThat(
        resolveWith(Map.of("llmKeySecret", secret), Map.of("llmKeyFile", "/key")).key(),
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
    assertThat(resolve(Map.of(), PROFILE, List.of()).authorMatch(), is(false));
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
    assertThat(resolve(Map.of("scorer", "offline"), yaml, FOLLOWED).model(), is(""));
  }

  @Test
  void theSampleTakesTheListingsPlace() {
    assertThat(resolve(Map.of()).withSampleListing().source(), is(Source.SAMPLE));
  }
}

package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;
import org.paperbeam.testing.Papers;
import org.paperbeam.testing.Scorer;

class ScorePapersTest {
  private static final String DROPPED = LaneBench.id(7);

  /** By run id, where a pipeline's own copies of its functions reach it. */
  private static final Map<String, List<PaperRecord>> COLLECTED = new ConcurrentHashMap<>();

  @TempDir private Path folder;

  private boolean takesSchemas = true;
  private LoopbackServer service;
  private ScoreConfig config;

  @BeforeEach
  void start() throws IOException {
    service = LoopbackServer.start(this::answer);
    Path key = Files.writeString(folder.resolve("key"), "sk-test\n");
    config =
        LaneBench.config(folder.resolve("ledger"))
            .setTitleFilter(true)
            .setLlm(new LlmOptions(service.url(), "fake", KeySource.file(key.toString()), 10))
            .build();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  /** What each scoring answer has besides. */
  private String topic = "";

  private Answer answer(Request request) throws IOException {
    boolean schema = request.body().contains("json_schema");
    if (schema && !takesSchemas) {
      return Answer.of(400, "{\"error\":{\"message\":\"response_format is not supported\"}}");
    }
    return Scorer.answer(request, DROPPED, topic);
  }

  private static PaperRecord record(String date, String id) {
    return PaperRecord.listed(
        Papers.paper(id, "Title " + id, "Abstract of it.").toBuilder().setDate(date).build());
  }

  private static List<PaperRecord> papers(int from, int to) {
    return LaneBench.ids(from, to).stream().map(id -> record("2025-03-25", id)).toList();
  }

  /** The transform, set up through its front door. */
  private static ScorePapers scoring(ScoreConfig config) {
    return ScorePapers.byLlm()
        .withLlm(config.getLlm())
        .withPrompts(config.getPrompts())
        .withLedger(config.getLedger())
        .withRunId(config.getRunId())
        .withTitleFilter(config.isTitleFilter())
        .withLimits(config.getLimits())
        .withBatch(config.getBatch())
        .withSpending(config.getSpending())
        .withMaxAttempts(config.getMaxAttempts())
        .withDrain(config.getDrain())
        .withCutOffs(config.getCutOffs());
  }

  /** Runs the transform as a run of its own and closes its ledger; what it decided. */
  private List<PaperRecord> run(ScoreConfig base, String runId, List<PaperRecord> papers)
      throws IOException {
    List<PaperRecord> decided = new CopyOnWriteArrayList<>();
    COLLECTED.put(runId, decided);
    ScoreConfig run = base.toBuilder().setRunId(runId).build();
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    ScoreResult result = pipeline.apply(Create.of(papers)).apply(scoring(run));
    collect(result.getRecords(), runId);
    PAssert.that(result.getFailures()).empty();
    PAssert.that(result.getUnscored()).empty();
    pipeline.run().waitUntilFinish();
    Folder ledger = Folder.of(folder.resolve("ledger").toString());
    assertThat("answers in single files", ledger.list("open/*/*.json"), hasSize(0));
    return decided.stream()
        .sorted(Comparator.comparing(r -> r.getPaper().getDate() + r.getPaper().getArxivId()))
        .toList();
  }

  private static void collect(PCollection<PaperRecord> records, String runId) {
    PAssert.that(records)
        .satisfies(
            all -> {
              all.forEach(COLLECTED.get(runId)::add);
              return null;
            });
  }

  private List<String> asked(boolean scoring, int from) {
    List<Request> requests = service.requests();
    return requests.subList(from, requests.size()).stream()
        .filter(r -> Scorer.isScoring(r) == scoring)
        .flatMap(r -> Scorer.ids(r).stream())
        .sorted()
        .toList();
  }

  @Test
  void aSecondRunAsksNothingAndGivesEqualRecords() throws Exception {
    List<PaperRecord> first = run(config, "first", papers(1, 25));
    assertThat(asked(false, 0), is(LaneBench.ids(1, 25)));
    assertThat(asked(true, 0), hasSize(24));
    assertThat(first, hasSize(25));
    assertThat(first.get(6).getOutcome(), is(Outcome.TITLE_FILTERED));
    assertThat(first.get(0).getComment(), is("On 2503.00001."));
    int calls = service.requests().size();
    assertThat(run(config, "second", papers(1, 25)), is(first));
    assertThat(service.requests(), hasSize(calls));
  }

  @Test
  void onlyAChangedQuestionIsAskedAgain() throws Exception {
    List<PaperRecord> first = run(config, "a", papers(1, 25));
    int calls = service.requests().size();
    List<PaperRecord> stricter =
        run(config.toBuilder().setCutOffs(new CutOffs(9, 5)).build(), "b", papers(1, 25));
    assertThat(service.requests(), hasSize(calls));
    assertThat(
        stricter.stream()
            .map(PaperRecord::getOutcome)
            .filter(o -> o != Outcome.TITLE_FILTERED)
            .toList(),
        everyItem(is(Outcome.BELOW_CUTOFF)));
    run(config, "c", papers(1, 26));
    assertThat(asked(false, calls), is(List.of(LaneBench.id(26))));
    assertThat(asked(true, calls), is(List.of(LaneBench.id(26))));
    calls = service.requests().size();
    PromptConfig reworded =
        config.getPrompts().toBuilder().setScoring(config.getPrompts().getScoring() + "!").build();
    List<PaperRecord> other =
        run(config.toBuilder().setPrompts(reworded).build(), "d", papers(1, 25));
    assertThat("titles are not judged by scoring.md", asked(false, calls), hasSize(0));
    assertThat(asked(true, calls), hasSize(24));
    assertThat(other.get(0).getPromptSha256().equals(first.get(0).getPromptSha256()), is(false));
  }

  @Test
  void answersFromBeforeTopicsAreNotAskedAgainAndNewOnesNameOne() throws Exception {
    PromptConfig named =
        config.getPrompts().toBuilder()
            .setTopics("### Sparsity\nRelevant: experts.\n### Memory\nRelevant: context.")
            .build();
    ScoreConfig topics = config.toBuilder().setPrompts(named).build();
    List<PaperRecord> old = run(topics, "a", papers(1, 5));
    assertThat(old.stream().map(PaperRecord::getTopic).toList(), everyItem(is(nullValue())));
    int calls = service.requests().size();
    topic = ",\"topic\":\"2\"";
    List<PaperRecord> both = run(topics, "b", papers(1, 6));
    assertThat(asked(true, calls), is(List.of(LaneBench.id(6))));
    assertThat(both.subList(0, 5), is(old));
    assertThat(both.get(5).getTopic(), is("Memory"));
    topic = ",\"topic\":\"0\"";
    assertThat(run(topics, "c", papers(8, 8)).get(0).getTopic(), is(""));
    assertThat(run(topics, "d", papers(6, 6)).get(0).getTopic(), is("Memory"));
  }

  @Test
  void aPaperOfTwoDatesIsAskedAboutOnce() throws Exception {
    List<PaperRecord> decided =
        run(
            config,
            "twice",
            Stream.of("2025-03-25", "2025-03-26", "2025-03-27")
                .flatMap(d -> Stream.of(record(d, LaneBench.id(1)), record(d, DROPPED)))
                .toList());
    assertThat(decided, hasSize(6));
    assertThat(
        decided.stream().map(PaperRecord::getOutcome).distinct().toList(),
        is(List.of(decided.get(0).getOutcome(), Outcome.TITLE_FILTERED)));
    assertThat(asked(false, 0), is(List.of(LaneBench.id(1), DROPPED)));
    assertThat(asked(true, 0), is(List.of(LaneBench.id(1))));
  }

  @Test
  void aServiceWithoutSchemasIsFoundOutOnce() throws Exception {
    takesSchemas = false;
    ScoreConfig one = config.toBuilder().setLimits(new LimitConfig(0, 0, 1)).build();
    assertThat(run(one, "plain", papers(1, 45)), hasSize(45));
    assertThat(
        service.requests().stream().filter(r -> r.body().contains("json_schema")).count(), is(1L));
  }

  @Test
  void whatARunPaidIsAmongItsCalls() throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    ScoreResult result = pipeline.apply(Create.of(papers(1, 5))).apply(scoring(config));
    PAssert.that(result.getCalls())
        .satisfies(
            calls -> {
              int prompt = 0;
              for (PaidCall call : calls) {
                assertThat(call.getDate(), is("2025-03-25"));
                assertThat(call.getRunId(), is("run-1"));
                prompt += (int) call.getPromptTokens();
              }
              assertThat(prompt, is(200));
              return null;
            });
    PAssert.thatSingleton(result.getTallies())
        .satisfies(
            tally -> {
              assertThat(tally.getRequests(), is(2L));
              assertThat(tally.getRetries(), is(0L));
              return null;
            });
    PAssert.that(result.getAnswersFromLedger()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aMissingKeyIsAFailureAndNoCall() throws Exception {
    Files.delete(folder.resolve("key"));
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    ScoreResult result = pipeline.apply(Create.of(papers(1, 5))).apply(scoring(config));
    String message = "the key file " + folder.resolve("key") + " is not there";
    PAssert.thatSingleton(result.getFailures())
        .satisfies(
            failure -> {
              assertThat(failure.getMessage(), is(message));
              assertThat(failure.getStage(), is(FailureStage.LLM));
              assertThat(failure.getKind(), is(FailureKind.CREDENTIAL));
              assertThat(failure.getRemedy(), is(Remedy.NAME_KEY_FILE));
              return null;
            });
    PAssert.that(result.getRecords()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(service.requests(), hasSize(0));
  }
}

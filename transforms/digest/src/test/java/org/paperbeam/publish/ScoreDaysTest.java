package org.paperbeam.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.records.DayEntries;
import org.paperbeam.records.DaySummary;
import org.paperbeam.score.CutOffs;
import org.paperbeam.score.DaysToScore;
import org.paperbeam.score.ScorePapers;
import org.paperbeam.score.ScoredDays;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;
import org.paperbeam.testing.Papers;
import org.paperbeam.testing.Scorer;

/** Dates are published one by one, while the rest of a range goes on. */
class ScoreDaysTest {
  private static final List<String> DATES = List.of("2025-03-24", "2025-03-25", "2025-03-26");
  private static final int PAPERS = 4;

  @TempDir private Path folder;

  private LoopbackServer service;
  private LlmOptions llm;
  private final List<PaperRecord> decided = new ArrayList<>();
  private final List<RunFailure> failures = new ArrayList<>();

  /** What the service does before it answers a call. */
  private volatile Before before = request -> null;

  /** Null for the usual answer. */
  private interface Before {
    Answer of(Request request) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    service =
        LoopbackServer.start(
            request -> {
              Answer other = before.of(request);
              return other == null ? Scorer.answer(request, "none") : other;
            });
    Path key = Files.writeString(folder.resolve("key"), "sk-test\n");
    llm = new LlmOptions(service.url(), "fake", KeySource.file(key.toString()), 60);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  /** The papers of the n-th date, of 2503.00011 and on for the first. */
  private static String id(int date, int paper) {
    return "2503.%05d".formatted((date + 1) * 10 + paper);
  }

  private static List<PaperRecord> undecided() {
    List<PaperRecord> records = new ArrayList<>();
    for (int date = 0; date < DATES.size(); date++) {
      for (int paper = 1; paper <= PAPERS; paper++) {
        records.add(
            PaperRecord.listed(
                Papers.paper(id(date, paper)).toBuilder().setDate(DATES.get(date)).build()));
      }
    }
    return records;
  }

  private static <T> PCollection<T> create(
      Pipeline pipeline, String name, List<T> values, Class<T> type) {
    TypeDescriptor<T> descriptor = TypeDescriptor.of(type);
    return pipeline.apply(
        name, values.isEmpty() ? Create.empty(descriptor) : Create.of(values).withType(descriptor));
  }

  private ScoredDays apply(Pipeline pipeline, String runId) {
    List<DayFacts> days =
        DATES.stream().map(d -> DayFacts.of(d, DayKind.ANNOUNCED, PAPERS, List.of())).toList();
    List<DayEntries> entries =
        DATES.stream()
            .map(
                date -> {
                  long more = decided.stream().filter(r -> isOf(r, date)).count();
                  return DayEntries.of(date, PAPERS + more, PAPERS + more);
                })
            .toList();
    DaysToScore in =
        new DaysToScore(
            create(pipeline, "days", days, DayFacts.class),
            create(pipeline, "entries", entries, DayEntries.class),
            create(pipeline, "decided", decided, PaperRecord.class),
            create(pipeline, "undecided", undecided(), PaperRecord.class),
            PCollectionList.of(create(pipeline, "failures", failures, RunFailure.class)));
    ScorePapers scoring =
        ScorePapers.byLlm()
            .withLlm(llm)
            .withPrompts(
                PromptConfig.builder()
                    .setModel("fake")
                    .setTopics("Sparse mixtures of experts.")
                    .setScoring("Relevance: how near to the topics. Novelty: how new.")
                    .setPapersPerPrompt(10)
                    .build())
            .withLedger(Ledger.in(Folder.of(folder.resolve("ledger").toString())))
            .withRunId(runId)
            .withTitleFilter(false)
            .withLimits(new LimitConfig(0, 0, 1))
            .withCutOffs(new CutOffs(5, 5));
    DigestIO.Write write =
        DigestIO.write()
            .to(Folder.of(folder.resolve("out").toString()))
            .withRun(runId, Instant.parse("2025-03-27T00:00:00Z"))
            .withModel("fake")
            .withPromptsInForce(Set.of());
    return Pipeline.applyTransform("Score and publish", in, scoring.publishing(write));
  }

  private static boolean isOf(PaperRecord record, String date) {
    return record.getPaper().getDate().equals(date);
  }

  private static <T> PCollection<T> flat(String name, PCollectionList<T> list) {
    return list.apply(name, Flatten.pCollections());
  }

  /** Runs; the report's days must be complete exactly where given, and the failures these. */
  private void run(String runId, List<String> complete, List<String> failing) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    ScoredDays scored = apply(pipeline, runId);
    PAssert.that(flat("all days", scored.days()))
        .satisfies(
            all -> {
              Map<String, DaySummary> days = new TreeMap<>();
              all.forEach(day -> days.put(day.getDate(), day));
              assertThat(List.copyOf(days.keySet()), is(DATES));
              days.forEach(
                  (date, day) -> {
                    assertThat(date, day.isComplete(), is(complete.contains(date)));
                    assertThat(
                        day.getListed(),
                        is(
                            day.getDuplicates()
                                + day.getSelected()
                                + day.getBelowCutoff()
                                + day.getUnscored()));
                  });
              return null;
            });
    PAssert.that(flat("all failures", scored.failures()))
        .satisfies(
            all -> {
              List<String> told = new ArrayList<>();
              all.forEach(failure -> told.add(failure.getMessage()));
              assertThat(told.toString(), told, hasSize(failing.size()));
              for (int i = 0; i < failing.size(); i++) {
                assertThat(told.get(i), containsString(failing.get(i)));
              }
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private boolean isPublished(String date) {
    return Files.exists(folder.resolve("out/digests/2025-03/" + date + ".json"))
        && Files.exists(folder.resolve("out/site/" + date + "/index.html"));
  }

  private List<String> published() {
    return DATES.stream().filter(this::isPublished).toList();
  }

  @Test
  void aDateIsPublishedWhileTheNextIsAsked() {
    List<Integer> published = new ArrayList<>();
    before =
        request -> {
          // One call a date. The next date's answer waits for what was decided before it.
          int wanted = published.size();
          until(() -> published().size() >= wanted);
          published.add(published().size());
          return null;
        };
    run("run-1", DATES, List.of());
    assertThat(published, is(List.of(0, 1, 2)));
    assertThat(published(), is(DATES));
  }

  private interface Condition {
    boolean holds();
  }

  /** Looks again and again, for half a minute at the most. */
  private static void until(Condition condition) {
    CountDownLatch never = new CountDownLatch(1);
    try {
      for (int i = 0; i < 3_000 && !condition.holds(); i++) {
        boolean unused = never.await(10, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatIsWholeBeforeAFailureIsPublishedAndASecondRunDoesTheRest() throws Exception {
    List<String> asked = new ArrayList<>();
    before =
        request -> {
          asked.addAll(Scorer.ids(request));
          return asked.size() > PAPERS
              ? Answer.of(401, "{\"error\":{\"message\":\"no such key\"}}")
              : null;
        };
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    ScoredDays scored = apply(pipeline, "run-1");
    PAssert.that(flat("all failures", scored.failures()))
        .satisfies(
            all -> {
              all.forEach(failure -> assertThat(failure.getStage(), is(FailureStage.LLM)));
              return null;
            });
    pipeline.run().waitUntilFinish();
    assertThat(published(), hasSize(1));
    Path whole = folder.resolve("out/digests/2025-03/" + published().get(0) + ".md");
    String bytes = Files.readString(whole);

    before = request -> null;
    int calls = service.requests().size();
    run("run-2", DATES, List.of());
    assertThat(service.requests().size() - calls, is(2));
    assertThat(Files.readString(whole), is(bytes));
  }

  @Test
  void nobodyIsAskedWhenTheListingIsNotWhole() {
    failures.add(RunFailure.of(FailureStage.LISTING, FailureKind.BROKEN, "page 2 is broken"));
    run("run-1", List.of(), List.of());
    assertThat(service.requests(), hasSize(0));
    assertThat(published(), hasSize(0));
  }

  @Test
  void whatNeedsNoAnswerIsPublishedWithTheRest() {
    for (String date : DATES) {
      decided.add(
          PaperRecord.listed(
                  Papers.paper("2503.0009" + DATES.indexOf(date)).toBuilder().setDate(date).build())
              .toBuilder()
              .setOutcome(Outcome.BELOW_CUTOFF)
              .setRunId("run-1")
              .build());
    }
    run("run-1", DATES, List.of());
    assertThat(published(), is(DATES));
  }

  @Test
  void whenADayCannotBeWrittenTheRunSaysSoAndAsksNoMore() throws Exception {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/scores"), "a file where a folder should be");
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    ScoredDays scored = apply(pipeline, "run-1");
    PAssert.thatSingleton(flat("all failures", scored.failures()))
        .satisfies(
            failure -> {
              assertThat(failure.getStage(), is(FailureStage.PUBLISH));
              assertThat(failure.getKind(), is(FailureKind.STORAGE));
              assertThat(failure.getMessage(), containsString(" cannot be written: "));
              return null;
            });
    PAssert.that(flat("all days", scored.days()))
        .satisfies(
            all -> {
              List<String> dates = new ArrayList<>();
              all.forEach(day -> dates.add(day.getDate()));
              assertThat(dates, containsInAnyOrder(DATES.toArray()));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }
}

package org.paperbeam.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.CallPrices;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.days.DayInputs;
import org.paperbeam.days.PublishResult;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.money.Price;
import org.paperbeam.money.Prices;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayEntries;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.Repeats;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Papers;

class DigestIOTest {
  private static final String WHOLE = "2025-03-25";
  private static final String PART = "2025-03-26";

  @TempDir private Path folder;

  private final List<DayFacts> days = new ArrayList<>();
  private final List<DayEntries> entries = new ArrayList<>();
  private final List<PaperRecord> records = new ArrayList<>();
  private final List<PaidCall> calls = new ArrayList<>();
  private final List<PaperQuestion> questions = new ArrayList<>();
  private final List<RunFailure> failures = new ArrayList<>();

  private void day(String date, long papers, long duplicates) {
    days.add(DayFacts.of(date, DayKind.ANNOUNCED, papers + duplicates, List.of()));
    entries.add(DayEntries.of(date, papers + duplicates, papers));
  }

  private void decided(String date, String id) {
    records.add(
        PaperRecord.listed(Papers.paper(id).toBuilder().setDate(date).build()).toBuilder()
            .setOutcome(Outcome.SELECTED)
            .setRelevance(7)
            .setNovelty(6)
            .setModel("m")
            .setPromptSha256("now")
            .setScoredAt("2025-03-26T00:00:00.000Z")
            .setRunId("run")
            .build());
  }

  private void paid(String id, String prompt) {
    calls.add(
        PaidCall.builder()
            .setId(id)
            .setRunId("run")
            .setDate(WHOLE)
            .setPromptSha256(prompt)
            .setPromptTokens(1_000)
            .setCachedTokens(0)
            .setCompletionTokens(50)
            .build());
  }

  private static <T> PCollection<T> create(
      Pipeline pipeline, String name, List<T> values, TypeDescriptor<T> type) {
    return pipeline.apply(
        name, values.isEmpty() ? Create.empty(type) : Create.of(values).withType(type));
  }

  private PublishResult publish(Pipeline pipeline) {
    DigestIO.Write write =
        DigestIO.write()
            .to(Folder.of(folder.toString()))
            .withRun("run", Instant.parse("2025-03-26T00:00:00Z"))
            .withModel("m")
            .withPrompt("prompt", "now")
            .withPromptsInForce(Set.of("now", "titles"))
            .withCutOffs(5, 5);
    return Pipeline.applyTransform("Publish", inputs(pipeline), write);
  }

  private DayInputs inputs(Pipeline pipeline) {
    return new DayInputs(
        create(pipeline, "days", days, TypeDescriptor.of(DayFacts.class)),
        create(pipeline, "entries", entries, TypeDescriptor.of(DayEntries.class)),
        PCollectionList.of(
            create(pipeline, "records", records, TypeDescriptor.of(PaperRecord.class))),
        PCollectionList.empty(pipeline),
        PCollectionList.of(
            create(pipeline, "questions", questions, TypeDescriptor.of(PaperQuestion.class))),
        PCollectionList.of(create(pipeline, "calls", calls, TypeDescriptor.of(PaidCall.class))),
        PCollectionList.of(
            create(pipeline, "failures", failures, TypeDescriptor.of(RunFailure.class))));
  }

  @Test
  void whatIsMissingIsSaidOnTheLauncher() {
    DayInputs inputs = inputs(pipeline());
    DigestIO.Write noRun = DigestIO.write().to(Folder.of("out"));
    DigestIO.Write noFolder = DigestIO.write().withRun("run", Instant.EPOCH);
    for (DigestIO.Write write : List.of(noRun, noFolder)) {
      assertThat(
          assertThrows(
                  IllegalStateException.class,
                  () -> Pipeline.applyTransform("Publish", inputs, write))
              .getMessage(),
          is("DigestIO.write() wants to and withRun"));
    }
  }

  @Test
  void aBadValueIsRefusedWhereItIsSet() {
    DigestIO.Write write = DigestIO.write();
    assertThat(refusal(() -> write.withCutOffs(11, 0)), is("minRelevance must be 0 to 10, not 11"));
    assertThat(refusal(() -> write.withCutOffs(0, -1)), is("minNovelty must be 0 to 10, not -1"));
    assertThat(refusal(() -> write.withDays(0)), is("days must be 1 or more, not 0"));
    assertThat(refusal(() -> write.withModel(" ")), is("model must not be blank, but is ' '"));
    assertThat(
        refusal(() -> write.withRun("", Instant.EPOCH)), is("runId must not be blank, but is ''"));
  }

  @Test
  void everySettingReachesTheConfigurationAndACopyKeepsTheOthers() {
    Price price = Prices.bundled().of("gpt-4o").orElseThrow();
    List<UnaryOperator<DigestIO.Write>> settings =
        List.of(
            w -> w.to(Folder.of("out")),
            w -> w.withRun("run", Instant.EPOCH),
            w -> w.withModel("m"),
            w -> w.withPrompt("text", "hash"),
            w -> w.withTitlePrompt("title text"),
            w -> w.withPromptsInForce(Set.of("hash")),
            w -> w.withTopics("topics"),
            w -> w.withPrice(price),
            w -> w.withSiteUrl("https://papers.example.org"),
            w -> w.withRepeats(Repeats.DROP, LocalDate.of(2025, 3, 24)),
            w -> w.withCutOffs(9, 8));
    PublishConfig expected =
        PublishConfig.builder()
            .setOutput(Folder.of("out"))
            .setScorer("llm")
            .setModel("m")
            .setPrompt("text")
            .setTitlePrompt("title text")
            .setPromptSha256("hash")
            .setPromptsInForce(Set.of("hash"))
            .setTopics("topics")
            .setPrices(CallPrices.ofOne(price))
            .setMinRelevance(9)
            .setMinNovelty(8)
            .setSiteUrl("https://papers.example.org")
            .setRepeats(Repeats.DROP)
            .setFirstDay("2025-03-24")
            .setRunId("run")
            .setStarted("1970-01-01T00:00:00Z")
            .build();
    DigestIO.Write inOrder = DigestIO.write();
    DigestIO.Write backwards = DigestIO.write();
    for (int i = 0; i < settings.size(); i++) {
      inOrder = settings.get(i).apply(inOrder);
      backwards = settings.get(settings.size() - 1 - i).apply(backwards);
    }
    assertThat(inOrder.getConfig(), is(expected));
    assertThat(backwards.getConfig(), is(expected));
  }

  private static String refusal(Executable setting) {
    return assertThrows(IllegalArgumentException.class, setting).getMessage();
  }

  private static TestPipeline pipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(false);
  }

  private boolean isPublished(String date) {
    return Files.exists(folder.resolve("digests/2025-03/" + date + ".md"))
        && Files.exists(folder.resolve("scores/day=" + date));
  }

  private void twoDaysOfWhichOneIsWhole() {
    day(WHOLE, 2, 1);
    decided(WHOLE, "2503.00001");
    decided(WHOLE, "2503.00002");
    day(PART, 3, 1);
    decided(PART, "2503.00003");
  }

  @Test
  void afterAFailureOfTheServiceOnlyAWholeDayIsPublished() {
    twoDaysOfWhichOneIsWhole();
    failures.add(RunFailure.of(FailureStage.LLM, FailureKind.QUOTA, "quota"));
    TestPipeline pipeline = pipeline();
    PAssert.that(publish(pipeline).getDays())
        .satisfies(
            all -> {
              for (DaySummary day : all) {
                boolean whole = day.getDate().equals(WHOLE);
                assertThat(day.isComplete(), is(whole));
                assertThat(day.getUnscored(), is(whole ? 0L : 2L));
                assertThat(day.getSelected(), is(whole ? 2L : 1L));
                assertThat(day.getDuplicates(), is(1L));
              }
              return null;
            });
    pipeline.run().waitUntilFinish();
    assertThat(isPublished(WHOLE), is(true));
    assertThat(isPublished(PART), is(false));
  }

  @Test
  void afterAFailureOfTheListingNothingIsPublished() {
    twoDaysOfWhichOneIsWhole();
    failures.add(RunFailure.of(FailureStage.LISTING, FailureKind.REFUSED, "refused"));
    TestPipeline pipeline = pipeline();
    publish(pipeline);
    pipeline.run().waitUntilFinish();
    assertThat(isPublished(WHOLE) || isPublished(PART), is(false));
  }

  private static void assertFailure(PublishResult result, String message) {
    PAssert.thatSingleton(result.getFailures())
        .satisfies(
            failure -> {
              assertThat(failure.getMessage(), containsString(message));
              assertThat(failure.getStage(), is(FailureStage.PUBLISH));
              assertThat(failure.getKind(), is(FailureKind.CONTRADICTION));
              return null;
            });
  }

  @Test
  void aDayThatDoesNotAddUpIsAFailureAndTheOthersArePublished() {
    twoDaysOfWhichOneIsWhole();
    TestPipeline pipeline = pipeline();
    assertFailure(publish(pipeline), "2025-03-26: 4 papers listed, but 1 duplicates and 1 records");
    pipeline.run().waitUntilFinish();
    assertThat(isPublished(WHOLE), is(true));
    assertThat(isPublished(PART), is(false));
  }

  @Test
  void anEmptyDayIsPublishedAndAPaperFromNowhereIsNot() {
    days.add(DayFacts.of(WHOLE, DayKind.ANNOUNCED, 0, List.of("nothing on " + WHOLE)));
    decided(PART, "2503.00001");
    TestPipeline pipeline = pipeline();
    assertFailure(publish(pipeline), "1 papers of 2025-03-26, a date nobody asked for");
    pipeline.run().waitUntilFinish();
    assertThat(Files.exists(folder.resolve("digests/2025-03/" + WHOLE + ".md")), is(true));
  }

  @Test
  void papersOfAListingThatBrokeAreNoContradictionOfTheirOwn() {
    decided(PART, "2503.00001");
    failures.add(RunFailure.of(FailureStage.LISTING, FailureKind.BROKEN, "page 2 is broken"));
    TestPipeline pipeline = pipeline();
    PublishResult result = publish(pipeline);
    PAssert.that(result.getFailures()).empty();
    PAssert.that(result.getDays()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aFolderThatCannotBeWrittenIsAFailureThatNamesTheDay() throws Exception {
    day(WHOLE, 1, 0);
    decided(WHOLE, "2503.00001");
    Files.writeString(folder.resolve("scores"), "a file where a folder should be");
    TestPipeline pipeline = pipeline();
    PublishResult result = publish(pipeline);
    PAssert.thatSingleton(result.getFailures())
        .satisfies(
            failure -> {
              assertThat(failure.getKind(), is(FailureKind.STORAGE));
              assertThat(failure.getMessage(), containsString(WHOLE + " cannot be written: "));
              return null;
            });
    PAssert.thatSingleton(result.getDays())
        .satisfies(
            day -> {
              assertThat(day.isComplete(), is(false));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private void asked(String date, String id) {
    questions.add(
        PaperQuestion.builder()
            .setRecord(PaperRecord.listed(Papers.paper(id).toBuilder().setDate(date).build()))
            .setTitleKey("title " + id)
            .setScoreKey("score " + id)
            .setTitleKept(true)
            .build());
  }

  @Test
  void aDateWithOpenQuestionsIsHandedOnWithAllThatIsKnown() {
    twoDaysOfWhichOneIsWhole();
    asked(PART, "2503.00004");
    asked(PART, "2503.00005");
    TestPipeline pipeline = pipeline();
    PublishResult result = publish(pipeline);
    PAssert.thatSingleton(result.getOpenDays())
        .satisfies(
            open -> {
              assertThat(open.getDraft().date(), is(PART));
              assertThat(open.getDraft().getListed(), is(4L));
              assertThat(
                  open.getDraft().getRecords().get(0).getPaper().getArxivId(), is("2503.00003"));
              assertThat(open.getDraft().getRecords().size(), is(1));
              assertThat(open.getQuestions().size(), is(2));
              return null;
            });
    PAssert.that(result.getFailures()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(isPublished(WHOLE), is(true));
    assertThat(isPublished(PART), is(false));
  }

  @Test
  void afterAFailureNoDateIsHandedOn() {
    twoDaysOfWhichOneIsWhole();
    asked(PART, "2503.00004");
    asked(PART, "2503.00005");
    failures.add(RunFailure.of(FailureStage.AUTHORS, FailureKind.OVERLOADED, "authors"));
    TestPipeline pipeline = pipeline();
    PublishResult result = publish(pipeline);
    PAssert.that(result.getOpenDays()).empty();
    PAssert.that(result.getDays())
        .satisfies(
            all -> {
              for (DaySummary day : all) {
                assertThat(day.isComplete(), is(day.getDate().equals(WHOLE)));
              }
              return null;
            });
    pipeline.run().waitUntilFinish();
    assertThat(isPublished(WHOLE), is(true));
  }

  @Test
  void aCallCountsOnceAndOnlyUnderAPromptInForce() throws Exception {
    day(WHOLE, 1, 0);
    decided(WHOLE, "2503.00001");
    paid("1", "now");
    paid("1", "now");
    paid("2", "titles");
    paid("3", "before");
    TestPipeline pipeline = pipeline();
    publish(pipeline);
    pipeline.run().waitUntilFinish();
    String json = Files.readString(folder.resolve("digests/2025-03/" + WHOLE + ".json"));
    assertThat(json.replaceAll("\\s", ""), containsString("\"prompt_tokens\":2000"));
  }
}

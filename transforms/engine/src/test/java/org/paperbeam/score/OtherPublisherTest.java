package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.days.DayDraft;
import org.paperbeam.days.DayInputs;
import org.paperbeam.days.OpenDay;
import org.paperbeam.days.PublishDays;
import org.paperbeam.days.PublishResult;
import org.paperbeam.days.Publisher;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.join.GroupUnderKeys;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayEntries;
import org.paperbeam.records.DaySummary;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.Papers;
import org.paperbeam.testing.Scorer;

/** Who publishes is no matter of the engine: somebody else's publisher is asked as ours is. */
class OtherPublisherTest {
  private static final List<String> DATES = List.of("2025-03-24", "2025-03-25");

  @TempDir private Path folder;

  /** Every date is open; an index is what dates have in common. */
  private static final class Lists extends PublishDays {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final boolean full;

    Lists(Path folder, boolean full) {
      this.folder = folder.toString();
      this.full = full;
    }

    @Override
    public Publisher publisher() {
      return new ListPublisher(folder, full);
    }

    @Override
    public PublishResult expand(DayInputs in) {
      Pipeline pipeline = in.getPipeline();
      PCollection<OpenDay> open =
          in.questions()
              .apply("Questions", Flatten.pCollections())
              .apply("By date", GroupUnderKeys.by(question -> question.paper().getDate()))
              .apply(
                  "Open",
                  MapElements.into(TypeDescriptor.of(OpenDay.class))
                      .via(date -> open(date.getKey(), listed(date.getValue()))));
      return new PublishResult(
          new TupleTag<>("summaries"),
          pipeline.apply("None", Create.empty(TypeDescriptor.of(DaySummary.class))),
          new TupleTag<>("failures"),
          in.failures().apply("Failures", Flatten.pCollections()),
          new TupleTag<>("open"),
          open);
    }

    private static OpenDay open(String date, List<PaperQuestion> questions) {
      DayFacts facts = DayFacts.of(date, DayKind.ANNOUNCED, questions.size(), List.of());
      return OpenDay.of(
          DayDraft.of(facts, questions.size(), 0, List.of(), List.of(), List.of()), questions);
    }
  }

  /** A file of ids a date, or none of them when the disk is full. */
  private record ListPublisher(String folder, boolean full) implements Publisher {
    @Override
    public Published publish(DayDraft day) {
      if (full) {
        return new Published(
            day.incomplete(),
            RunFailure.of(FailureStage.PUBLISH, FailureKind.STORAGE, "no room"),
            true);
      }
      write(day.date(), day.getRecords().stream().map(r -> r.getPaper().getArxivId()).sorted());
      return new Published(
          day.incomplete().toBuilder().setComplete(day.isWhole()).build(), null, false);
    }

    @Override
    public PagesMade publishPages(Collection<String> dates) {
      dates.forEach(date -> write("page of " + date, Stream.of(date)));
      return new PagesMade(List.of(), null);
    }

    private void write(String name, Stream<String> lines) {
      try {
        Path unused = Files.write(Path.of(folder, name), lines.toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private ScoredDays apply(Pipeline pipeline, LoopbackServer service, boolean full)
      throws IOException {
    List<PaperRecord> undecided = new ArrayList<>();
    for (String date : DATES) {
      for (int paper = 1; paper <= 2; paper++) {
        String id = LaneBench.id((DATES.indexOf(date) + 1) * 10 + paper);
        undecided.add(PaperRecord.listed(Papers.paper(id).toBuilder().setDate(date).build()));
      }
    }
    Path key = Files.writeString(folder.resolve("key"), "sk-test\n");
    ScorePapers scoring =
        ScorePapers.byLlm()
            .withLlm(new LlmOptions(service.url(), "fake", KeySource.file(key.toString()), 60))
            .withPrompts(LaneBench.prompts(10))
            .withLedger(Ledger.in(Folder.of(folder.resolve("ledger").toString())))
            .withTitleFilter(false)
            .withRunId("run-1");
    DaysToScore days =
        new DaysToScore(
            pipeline.apply("days", Create.empty(TypeDescriptor.of(DayFacts.class))),
            pipeline.apply("entries", Create.empty(TypeDescriptor.of(DayEntries.class))),
            pipeline.apply("decided", Create.empty(TypeDescriptor.of(PaperRecord.class))),
            pipeline.apply(
                "undecided", Create.of(undecided).withType(TypeDescriptor.of(PaperRecord.class))),
            PCollectionList.of(
                pipeline.apply("failures", Create.empty(TypeDescriptor.of(RunFailure.class)))));
    Path lists = Files.createDirectories(folder.resolve("lists"));
    return Pipeline.applyTransform("Score", days, scoring.publishing(new Lists(lists, full)));
  }

  private static <T> List<T> listed(Iterable<T> some) {
    List<T> all = new ArrayList<>();
    some.forEach(all::add);
    return all;
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve("lists").resolve(file));
  }

  @Test
  void everyDateIsHandedToItWithAllItsPapers() throws IOException {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    try (LoopbackServer service = LoopbackServer.start(request -> Scorer.answer(request, "none"))) {
      ScoredDays scored = apply(pipeline, service, false);
      PAssert.that(scored.days().apply("all days", Flatten.pCollections()))
          .satisfies(
              days -> {
                days.forEach(day -> assertThat(day.getDate(), day.isComplete(), is(true)));
                return null;
              });
      PAssert.that(scored.failures().apply("all failures", Flatten.pCollections())).empty();
      pipeline.run().waitUntilFinish();
    }
    assertThat(text(DATES.get(0)), is("2503.00011\n2503.00012\n"));
    assertThat(text(DATES.get(1)), is("2503.00021\n2503.00022\n"));
    for (String date : DATES) {
      assertThat(text("page of " + date), is(date + "\n"));
    }
  }

  @Test
  void whatItMeetsIsToldOnceAndEndsTheJob() throws IOException {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    try (LoopbackServer service = LoopbackServer.start(request -> Scorer.answer(request, "none"))) {
      ScoredDays scored = apply(pipeline, service, true);
      PAssert.that(scored.failures().apply("all failures", Flatten.pCollections()))
          .satisfies(
              failures -> {
                List<String> told = new ArrayList<>();
                failures.forEach(failure -> told.add(failure.getMessage()));
                assertThat(told, is(List.of("no room")));
                return null;
              });
      PAssert.that(scored.days().apply("all days", Flatten.pCollections()))
          .satisfies(
              days -> {
                assertThat(listed(days), hasSize(DATES.size()));
                return null;
              });
      pipeline.run().waitUntilFinish();
    }
  }
}

package org.paperbeam.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperSpill;
import org.paperbeam.snapshot.SnapshotIO;

/** A step that waits lets the runner's driver wait, and holds nobody up. */
class QuietDirectRunnerIT {
  private static final int PAUSES = 20;
  private static final int GROUPINGS = 10;

  /** What a step of a running pipeline waits for. */
  private static volatile CountDownLatch awaited = new CountDownLatch(0);

  @TempDir private Path folder;

  private final DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);

  @BeforeEach
  void doNotWaitForTheJob() {
    options.setBlockOnRun(false);
    options.setTargetParallelism(4);
  }

  @Test
  void theSetupStartsARunnerWithThePausingClock() throws ReflectiveOperationException {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Create.of("nothing to wait for"));
    assertThat(
        new DirectRunnerSetup().start(pipeline).waitUntilFinish(), is(PipelineResult.State.DONE));
    assertThat(pipeline.getOptions().getRunner().equals(QuietDirectRunner.class), is(true));

    Method supplier = DirectRunner.class.getDeclaredMethod("getClockSupplier");
    supplier.setAccessible(true);
    Object clocks = supplier.invoke(QuietDirectRunner.fromOptions(options).runner());
    assertThat(((Supplier<?>) clocks).get(), is(instanceOf(PausingClock.class)));
  }

  @Test
  @Timeout(120)
  void theDriverPausesAgainAndAgainWhileAStepWaits() {
    awaited = new CountDownLatch(PAUSES);
    AtomicInteger pauses = new AtomicInteger();
    PausingClock clock =
        new PausingClock(
            PausingClock::isDriver,
            nanos -> {
              awaited.countDown();
              pauses.incrementAndGet();
              LockSupport.parkNanos(nanos);
            });
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Create.of("lane")).apply("Wait", ParDo.of(new AwaitFn()));
    // Without its pauses the step would wait for ever.
    assertThat(
        QuietDirectRunner.with(options, clock).run(pipeline).waitUntilFinish(),
        is(PipelineResult.State.DONE));
    assertThat(pauses.get(), greaterThanOrEqualTo(PAUSES));
  }

  @Test
  @Timeout(120)
  void aBranchBesideGetsThroughWhileAStepWaits() {
    awaited = new CountDownLatch(1);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("Lane", Create.of("lane")).apply("Wait", ParDo.of(new AwaitFn()));
    PCollection<String> beside = pipeline.apply("Beside", Create.of("a", "b", "c"));
    for (int i = 0; i < GROUPINGS; i++) {
      beside =
          beside
              .apply(
                  "Key " + i,
                  WithKeys.<String, String>of("all").withKeyType(TypeDescriptors.strings()))
              .apply("Group " + i, GroupByKey.create())
              .apply("Values " + i, Values.create())
              .apply("First " + i, ParDo.of(new FirstFn()));
    }
    beside.apply("Release", ParDo.of(new ReleaseFn()));
    assertThat(
        new DirectRunnerSetup().start(pipeline).waitUntilFinish(), is(PipelineResult.State.DONE));
    assertThat(awaited.getCount(), is(0L));
  }

  @Test
  @Timeout(120)
  void papersWaitInAFileBetweenSteps() throws IOException {
    PAPERS_WITH_TEXTS.set(0);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(
            "Read",
            SnapshotIO.read()
                .withFiles(List.of(snapshot().toString()))
                .withCategories(List.of("cs.LG"))
                .withDates(LocalDate.of(2025, 3, 25), LocalDate.of(2025, 3, 25)))
        .getPapers()
        .apply(
            "Key", WithKeys.<String, ListedPaper>of("all").withKeyType(TypeDescriptors.strings()))
        .apply("Group", GroupByKey.create())
        .apply("Papers", Values.create())
        .apply("Look", ParDo.of(new LookFn()));
    assertThat(
        new DirectRunnerSetup().start(pipeline).waitUntilFinish(), is(PipelineResult.State.DONE));
    assertThat(PAPERS.get(), is(1));
    assertThat(PAPERS_WITH_TEXTS.get(), is(0));
    ListedPaper later =
        ListedPaper.builder()
            .setArxivId("2503.00002")
            .setVersion(1)
            .setDate("2025-03-25")
            .setDateBasis(DateBasis.EXACT)
            .setAnnounceType(AnnounceType.NEW)
            .setTitle("T")
            .setAuthors(List.of())
            .setAbstractText("A")
            .setCategories(List.of("cs.LG"))
            .build();
    assertThat(PaperSpill.keepInProcess(later) == later, is(true));
  }

  private Path snapshot() throws IOException {
    return Files.writeString(
        folder.resolve("snapshot.json"),
        """
        {"id": "2503.00001", "title": "A title", "abstract": "An abstract", "authors": "A. Nobody", \
        "categories": "cs.LG", "update_date": "2025-03-24", \
        "versions": [{"version": "v1", "created": "Mon, 24 Mar 2025 16:00:00 GMT"}]}
        """);
  }

  private static final AtomicInteger PAPERS = new AtomicInteger();
  private static final AtomicInteger PAPERS_WITH_TEXTS = new AtomicInteger();

  private static final class LookFn extends DoFn<Iterable<ListedPaper>, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Iterable<ListedPaper> papers) {
      for (ListedPaper paper : papers) {
        PAPERS.incrementAndGet();
        if (paper.whole() == paper || !paper.getAbstractText().equals("An abstract")) {
          PAPERS_WITH_TEXTS.incrementAndGet();
        }
      }
    }
  }

  private static final class AwaitFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process() throws InterruptedException {
      if (!awaited.await(100, TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited in vain");
      }
    }
  }

  private static final class FirstFn extends DoFn<Iterable<String>, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Iterable<String> values, OutputReceiver<String> out) {
      out.output(values.iterator().next());
    }
  }

  private static final class ReleaseFn extends DoFn<String, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process() {
      awaited.countDown();
    }
  }
}

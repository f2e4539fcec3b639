package org.paperbeam.snapshot;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.arxiv.ArxivText;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.testing.NeedsSamples;
import org.paperbeam.testing.SharedData;

@ExtendWith(TestPipelineExtension.class)
class SnapshotIOTest {
  private static final LocalDate DAY = LocalDate.parse("2025-03-25");
  private static final String IN_TIME = "Mon, 24 Mar 2025 12:00:00 GMT";
  private static final String TOO_LATE = "Tue, 25 Mar 2025 12:00:00 GMT";

  @TempDir Path folder;

  @Test
  void everyLineOfEveryFormIsReadOnceInManyRanges(TestPipeline pipeline) throws IOException {
    List<String> expected = new ArrayList<>();
    List<String> forms = List.of("a.json", "b.json.gz", "c.json.zst", "d.jsonl");
    for (int form = 0; form < forms.size(); form++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        String id = "2503.%d%04d".formatted(form, i);
        text.append(Lines.paper(id, i % 2 == 0 ? "cs.LG" : "math.AG cs.LG", IN_TIME)).append("\n");
        text.append(Lines.paper("2503.99999", "cs.LG", TOO_LATE)).append("\r\n\r\n");
        text.append(Lines.paper("2503.99999", "math.AG", IN_TIME)).append("\n");
        expected.add(id + " " + (i % 2 == 0 ? "new" : "cross"));
      }
      // The last line has no end.
      text.append(Lines.paper("2503.%d9999".formatted(form), "cs.LG", IN_TIME));
      expected.add("2503.%d9999 new".formatted(form));
      write(forms.get(form), text.toString());
    }
    SnapshotResult result = pipeline.apply(read("*.json*").withRangeBytes(7000));
    PAssert.that(ids(result)).containsInAnyOrder(expected);
    PAssert.that(result.getBadRecords()).empty();
    PAssert.that(result.getFailures()).empty();
    PAssert.that(result.getFacts())
        .satisfies(
            ranges -> {
              long papers = 0;
              for (RangeFacts range : ranges) {
                papers += range.getPapersByDate().getOrDefault("2025-03-25", 0L);
                assertThat(
                    Set.of("2025-03-25").containsAll(range.getPapersByDate().keySet()), is(true));
              }
              assertThat(papers, is((long) expected.size()));
              return null;
            });
    PAssert.thatSingleton(newestUpdate(result)).isEqualTo("2025-04-03");
    PipelineResult run = pipeline.run();
    assertThat(counter(run, SnapshotMetrics.LINES_READ), is(4 * 181L));
  }

  @Test
  void aBadLineIsKeptAsideWithItsPlace(TestPipeline pipeline) throws IOException {
    String good = Lines.paper("2503.00001", "cs.LG", IN_TIME);
    String torn = good.substring(0, 250);
    String file =
        write("a.json", good + "\n" + torn + "\n" + good.replace(".00001", ".00002")).toString();
    SnapshotResult result = pipeline.apply(read("a.json"));
    PAssert.that(ids(result)).containsInAnyOrder("2503.00001 new", "2503.00002 new");
    PAssert.that(result.getBadRecords())
        .satisfies(
            records -> {
              BadRecord bad = records.iterator().next();
              assertThat(bad.getFile(), is(file));
              assertThat(bad.getOffset(), is(good.getBytes(StandardCharsets.UTF_8).length + 1L));
              assertThat(bad.getReason(), containsString("is not JSON: "));
              assertThat(bad.getExcerpt(), is(ArxivText.squeeze(torn.substring(0, 200))));
              assertThat(bad.getLines(), is(1L));
              assertThat(bad.describe(), containsString("a.json, byte "));
              return null;
            });
    pipeline.run();
  }

  @Test
  void tooManyBadLinesAreCountedButNotAllNamed(TestPipeline pipeline) throws IOException {
    write("a.json", "x\n".repeat(5000));
    SnapshotResult result = pipeline.apply(read("a.json"));
    PAssert.that(result.getBadRecords())
        .satisfies(
            records -> {
              long lines = 0;
              int named = 0;
              for (BadRecord bad : records) {
                lines += bad.getLines();
                named++;
              }
              assertThat(lines, is(5000L));
              assertThat(named, is(1001));
              return null;
            });
    PAssert.that(newestUpdate(result)).containsInAnyOrder("none");
    pipeline.run();
  }

  @Test
  void whatCannotBeReadIsAFailureWithOneClearLine(TestPipeline pipeline) throws IOException {
    Path gzip = write("cut.json.gz", Lines.PLAIN.repeat(50));
    byte[] bytes = Files.readAllBytes(gzip);
    Files.write(gzip, Arrays.copyOf(bytes, bytes.length / 2));
    write("array.json", "[\n" + Lines.PLAIN + "]\n");
    write("good.json", Lines.PLAIN);
    SnapshotResult result =
        pipeline.apply(
            read("missing-*.json")
                .withFiles(
                    List.of(
                        folder + "/missing-*.json",
                        folder + "/cut.json.gz",
                        folder + "/array.json",
                        folder + "/good.json",
                        folder + "/g*.json",
                        "nowhere://bucket/x.json")));
    PAssert.that(ids(result)).containsInAnyOrder("2503.18929 new");
    PAssert.that(messages(result.getFailures()))
        .satisfies(
            messages -> {
              List<String> sorted = new ArrayList<>();
              messages.forEach(sorted::add);
              sorted.sort(null);
              assertThat(sorted.size(), is(4));
              assertThat(sorted.get(0), containsString("array.json is one JSON array"));
              assertThat(
                  sorted.get(1), containsString("missing-*.json: there is no such file; name"));
              assertThat(sorted.get(2), containsString("nowhere"));
              assertThat(sorted.get(3), containsString("cut.json.gz"));
              return null;
            });
    pipeline.run();
  }

  @NeedsSamples
  @Test
  void realSamplesAreReadInFullOrRefused(TestPipeline pipeline) {
    Path samples = SharedData.path("samples/snapshot");
    SnapshotResult result =
        pipeline.apply(
            SnapshotIO.read()
                .withFiles(List.of(samples + "/*"))
                .withCategories(
                    List.of(
                        "math",
                        "cs",
                        "hep-ph",
                        "hep-th",
                        "hep-ex",
                        "hep-lat",
                        "gr-qc",
                        "quant-ph",
                        "astro-ph",
                        "cond-mat",
                        "physics",
                        "nlin",
                        "nucl-th",
                        "nucl-ex",
                        "math-ph",
                        "q-bio",
                        "q-fin",
                        "stat"))
                .withDates(LocalDate.parse("2007-01-01"), LocalDate.parse("2008-12-31")));
    PAssert.that(result.getPapers())
        .satisfies(
            papers -> {
              int count = 0;
              for (ListedPaper paper : papers) {
                count++;
                if (paper.getArxivId().equals("0704.0001")) {
                  assertThat(
                      paper.getAuthors(),
                      is(List.of("C. Balázs", "E. L. Berger", "P. M. Nadolsky", "C. -P. Yuan")));
                  assertThat(paper.getDate(), is("2007-04-03"));
                  assertThat(paper.getVersion(), is(2));
                }
              }
              assertThat(count, is(100));
              return null;
            });
    PAssert.that(result.getBadRecords()).empty();
    PAssert.that(messages(result.getFailures()))
        .satisfies(
            messages -> {
              assertThat(
                  messages.iterator().next(),
                  containsString("khushis-arxiv_sample.json is one JSON array"));
              return null;
            });
    pipeline.run();
  }

  @Test
  void badSettingsAreNamed() {
    SnapshotIO.Read read = SnapshotIO.read();
    assertThat(refusal(() -> read.withFiles(List.of())), containsString("files"));
    assertThat(refusal(() -> read.withCategories(List.of(" "))), containsString("categories"));
    assertThat(refusal(() -> read.withDates(DAY, DAY.minusDays(1))), containsString("dates"));
    assertThat(refusal(() -> read.withRangeBytes(0)), containsString("rangeBytes"));
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    assertThat(
        assertThrows(IllegalStateException.class, () -> pipeline.apply(read)).getMessage(),
        containsString("withFiles"));
  }

  @Test
  void aCopyKeepsTheOtherSettings() {
    List<UnaryOperator<SnapshotIO.Read>> settings =
        List.of(
            r -> r.withFiles(List.of("a")),
            r -> r.withCategories(List.of("cs.AI")),
            r -> r.withDates(DAY, DAY.plusDays(1)),
            r -> r.withRangeBytes(7));
    SnapshotIO.Read inOrder = SnapshotIO.read();
    SnapshotIO.Read backwards = SnapshotIO.read();
    for (int i = 0; i < settings.size(); i++) {
      inOrder = settings.get(i).apply(inOrder);
      backwards = settings.get(settings.size() - 1 - i).apply(backwards);
    }
    for (SnapshotIO.Read read : List.of(inOrder, backwards)) {
      assertThat(read.getFiles(), is(List.of("a")));
      assertThat(read.getCategories(), is(List.of("cs.AI")));
      assertThat(read.getFrom(), is(DAY));
      assertThat(read.getTo(), is(DAY.plusDays(1)));
      assertThat(read.getRangeBytes(), is(7L));
    }
  }

  @Test
  void displayDataTellsTheSettings() {
    assertThat(
        DisplayData.from(read("a")).items().stream()
            .map(i -> i.getKey())
            .sorted()
            .toList()
            .toString(),
        is("[categories, dates, files, rangeBytes]"));
  }

  private SnapshotIO.Read read(String pattern) {
    return SnapshotIO.read()
        .withFiles(List.of(folder + "/" + pattern))
        .withCategories(List.of("cs.LG"))
        .withDates(DAY, DAY);
  }

  private static PCollection<String> newestUpdate(SnapshotResult result) {
    return result
        .getFacts()
        .apply(
            "Newest updates",
            MapElements.into(TypeDescriptors.strings())
                .via(facts -> Objects.requireNonNullElse(facts.getNewestUpdate(), "none")))
        .apply("Newest", Max.globally());
  }

  private static PCollection<String> ids(SnapshotResult result) {
    return result
        .getPapers()
        .apply(
            "Ids",
            MapElements.into(TypeDescriptors.strings())
                .via(p -> p.getArxivId() + " " + p.getAnnounceType().label()));
  }

  private static PCollection<String> messages(PCollection<RunFailure> failures) {
    return failures.apply(
        "Messages", MapElements.into(TypeDescriptors.strings()).via(RunFailure::getMessage));
  }

  private static String refusal(Runnable setting) {
    return assertThrows(IllegalArgumentException.class, setting::run).getMessage();
  }

  private static long counter(PipelineResult run, String name) {
    return run.metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.named(SnapshotIO.class, name))
                .build())
        .getCounters()
        .iterator()
        .next()
        .getAttempted();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (WritableByteChannel channel =
        Compression.detect(name)
            .writeCompressed(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
    return file;
  }
}

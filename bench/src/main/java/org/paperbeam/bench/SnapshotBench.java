package org.paperbeam.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.snapshot.SnapshotIO;

/**
 * {@code generate FILE MIB}, {@code compare FILE ROUNDS} (SnapshotIO on DirectRunner and the plain
 * loop in turn), {@code memory FILE} (SnapshotIO alone; the process's peak).
 */
public final class SnapshotBench {
  private static final List<String> CATEGORIES = List.of("cs.LG", "cs.AI");
  private static final LocalDate FROM = LocalDate.parse("2025-01-01");
  private static final LocalDate TO = LocalDate.parse("2025-03-31");

  private SnapshotBench() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    switch (args[0]) {
      case "generate" -> new SnapshotGenerator().write(file, Long.parseLong(args[2]) << 20);
      case "compare" -> compare(file, Integer.parseInt(args[2]));
      case "memory" -> memory(file);
      default -> throw new IllegalArgumentException("generate, compare or memory, not " + args[0]);
    }
  }

  private static void compare(Path file, int rounds) throws Exception {
    AnnouncementCalendar calendar = AnnouncementCalendar.arxiv();
    PlainLoop loop =
        new PlainLoop(
            Set.copyOf(CATEGORIES),
            calendar.submissionsOf(FROM).from(),
            calendar.submissionsOf(TO).until());
    List<Double> ratios = new ArrayList<>();
    // The first round warms up and does not count.
    for (int round = 0; round <= rounds; round++) {
      Measure plain = Measure.of(file, () -> loop.count(file));
      Measure beam = Measure.of(file, () -> read(file));
      if (plain.papers() != beam.papers()) {
        throw new IllegalStateException("not the same papers: " + plain + ", " + beam);
      }
      double ratio = beam.megabytesPerSecond() / plain.megabytesPerSecond();
      System.out.printf(
          "%s: plain loop %.0f MB/s, SnapshotIO %.0f MB/s, ratio %.2f (%d papers)%n",
          round == 0 ? "warm-up" : "round " + round,
          plain.megabytesPerSecond(),
          beam.megabytesPerSecond(),
          ratio,
          beam.papers());
      if (round > 0) {
        ratios.add(ratio);
      }
    }
    ratios.sort(null);
    System.out.printf("median ratio %.2f, target 0.50%n", ratios.get(ratios.size() / 2));
  }

  private static void memory(Path file) throws Exception {
    Measure beam = Measure.of(file, () -> read(file));
    System.out.printf(
        "%d MB: SnapshotIO %.0f MB/s, peak memory of the process %s%n",
        Files.size(file) / 1_000_000, beam.megabytesPerSecond(), peakMemory());
  }

  /** The most memory the process ever held, as Linux tells it. */
  private static String peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    return !Files.exists(status)
        ? "unknown (needs Linux)"
        : Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .map(line -> line.substring(6).strip())
            .findFirst()
            .orElse("unknown");
  }

  private static long read(Path file) {
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs(
                    "--runner=DirectRunner",
                    "--enforceEncodability=false",
                    "--enforceImmutability=false")
                .create());
    pipeline
        .apply(
            "Read snapshot",
            SnapshotIO.read()
                .withFiles(List.of(file.toString()))
                .withCategories(CATEGORIES)
                .withDates(FROM, TO))
        .getPapers()
        .apply("Count", ParDo.of(new CountFn()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    long papers = 0;
    for (MetricResult<Long> counter :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.named(SnapshotBench.class, CountFn.PAPERS))
                    .build())
            .getCounters()) {
      papers += counter.getAttempted();
    }
    return papers;
  }

  /** Counts the papers. */
  private static final class CountFn extends DoFn<ListedPaper, Void> {
    static final String PAPERS = "papers";
    private static final long serialVersionUID = 1L;

    private final Counter papers = Metrics.counter(SnapshotBench.class, PAPERS);

    @ProcessElement
    public void process() {
      papers.inc();
    }
  }

  /** How fast, and how many papers. */
  private record Measure(double megabytesPerSecond, long papers) {
    static Measure of(Path file, Callable<Long> work) throws Exception {
      long start = System.nanoTime();
      long papers = work.call();
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Measure(size(file) / 1e6 / seconds, papers);
    }

    private static long size(Path file) {
      try {
        return Files.size(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package org.paperbeam.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.paperbeam.learnt.AuditSample;
import org.paperbeam.learnt.FilterModel;
import org.paperbeam.learnt.Judged;
import org.paperbeam.learnt.ModelFile;
import org.paperbeam.learnt.Prefilter;
import org.paperbeam.learnt.RuleOut;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;

/** How fast the pre-filter is as a step of a job: on DirectRunner as `run` sets it, two threads. */
final class FilterJob {
  private static final int PAPERS = 60_000;

  /** What the graph's threads, which are this process's own, make papers of. */
  private static volatile List<ListedPaper> corpus = List.of();

  private FilterJob() {}

  /** Runs the corpus's papers over and over, under new ids, through a graph that filters them. */
  static void measure(FilterModel filter, List<Judged> papers, PrintStream out) throws IOException {
    corpus = papers.stream().map(Judged::paper).toList();
    Path folder = Files.createTempDirectory("filter-job");
    Prefilter prefilter =
        Prefilter.of(
            ModelFile.write(filter),
            new AuditSample(AuditSample.DEFAULT_SHARE),
            Folder.of(folder.toString()));
    // Once with Java cold, and what counts once more.
    for (boolean counts : new boolean[] {false, true}) {
      OperatingSystemMXBean system =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      long cpu = system.getProcessCpuTime();
      long wall = System.nanoTime();
      long ruledOut = run(prefilter);
      if (counts) {
        double seconds = (system.getProcessCpuTime() - cpu) / 1e9;
        double clock = (System.nanoTime() - wall) / 1e9;
        out.printf(
            Locale.ROOT,
            "  in a job, two threads: %,d papers, %,d ruled out, %,.0f a second by the clock, %,.0f a"
                + " second of processor time%n",
            PAPERS,
            ruledOut,
            PAPERS / clock,
            PAPERS / seconds);
      }
    }
    Files.delete(folder);
  }

  private static long run(Prefilter prefilter) {
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(
                "--runner=DirectRunner",
                "--targetParallelism=2",
                "--enforceEncodability=false",
                "--enforceImmutability=false")
            .create();
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(GenerateSequence.from(0).to(PAPERS))
        .apply(MapElements.into(TypeDescriptor.of(PaperRecord.class)).via(new PaperOf()))
        .apply(RuleOut.by(prefilter, "bench"));
    var result = pipeline.run();
    result.waitUntilFinish();
    return result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(
                    MetricNameFilter.named(
                        PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_PREFILTERED))
                .build())
        .getCounters()
        .iterator()
        .next()
        .getAttempted();
  }

  /** A paper of the corpus, under an id of its own. */
  private static final class PaperOf implements SerializableFunction<Long, PaperRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public PaperRecord apply(Long number) {
      int n = number.intValue();
      return PaperRecord.listed(
          corpus.get(n % corpus.size()).toBuilder()
              .setArxivId("%04d.%05d".formatted(2000 + n / 100_000, n % 100_000))
              .build());
    }
  }
}

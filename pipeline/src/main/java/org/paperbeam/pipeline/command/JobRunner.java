package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.progress.ProgressNumbers;
import org.paperbeam.pipeline.progress.ProgressPrinter;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.pipeline.report.RunReports;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.storage.Folder;

/**
 * Runs a job, shows its progress, and comes back with its report: the one that the job wrote, or a
 * failed one, written here, when the job died before.
 */
final class JobRunner {
  private static final Duration BETWEEN_LOOKS = Duration.standardSeconds(1);

  private final JobGraph graph;

  JobRunner(JobGraph graph) {
    this.graph = graph;
  }

  /** Runs the job to its end; throws only {@link UsageException}, before anything is written. */
  RunReport run(PreparedJob job, Console console, boolean verbose) {
    RunSettings settings = job.settings();
    Folder output = settings.output().folder();
    try {
      follow(job, console);
      Optional<RunReport> report = RunReports.read(output, settings.runId());
      return report.orElseGet(
          () -> failed(settings, console, "the job ended without a report; this is a bug"));
    } catch (UsageException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (verbose) {
        e.printStackTrace(console.err());
      }
      return failed(settings, console, Reasons.oneLine(e));
    }
  }

  private void follow(PreparedJob job, Console console) {
    Pipeline pipeline = Pipeline.create(job.options());
    graph.apply(pipeline, job.settings());
    try (ProgressPrinter printer =
        new ProgressPrinter(console.err(), console.terminal(), console.clock().instant())) {
      PipelineResult result = pipeline.run();
      PipelineResult.State state = result.waitUntilFinish(BETWEEN_LOOKS);
      while (state == null || !state.isTerminal()) {
        printer.show(ProgressNumbers.of(result.metrics()), console.clock().instant());
        state = result.waitUntilFinish(BETWEEN_LOOKS);
      }
      if (state != PipelineResult.State.DONE) {
        throw new IllegalStateException("the runner ended the job as " + state);
      }
    }
  }

  private static RunReport failed(RunSettings settings, Console console, String reason) {
    Instant now = console.clock().instant();
    RunReport report =
        new RunReportBuilder(settings.runId(), settings.startedAt())
            .withFailures(List.of(RunFailure.of("job", reason)))
            .build(now);
    try {
      RunReports.write(settings.output().folder(), report);
    } catch (IOException | RuntimeException e) {
      console.err().println("paperbeam: no report could be written: " + Reasons.oneLine(e));
    }
    return report;
  }
}

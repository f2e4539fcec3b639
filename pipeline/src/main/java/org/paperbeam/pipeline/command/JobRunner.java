package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.progress.ProgressNumbers;
import org.paperbeam.pipeline.progress.ProgressPrinter;
import org.paperbeam.pipeline.settings.RunSettings;

/**
 * Runs a job, shows its progress, and comes back with its report: the one that the job wrote, or a
 * failed one, written here, when the job died before.
 *
 * @param <R> the report
 */
final class JobRunner<R> {
  private static final Duration BETWEEN_LOOKS = Duration.standardSeconds(1);

  private final JobGraph graph;
  private final JobReports<R> reports;

  JobRunner(JobGraph graph, JobReports<R> reports) {
    this.graph = graph;
    this.reports = reports;
  }

  /** Runs the job to its end; throws only {@link UsageException}, before anything is written. */
  R run(PreparedJob job, Console console) {
    RunSettings settings = job.settings();
    try {
      follow(job, console);
      Optional<R> report = reports.read(settings.output().folder(), settings.runId());
      return report.orElseGet(
          () -> failed(settings, console, "the job ended without a report; this is a bug"));
    } catch (UsageException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (job.options().as(RunOptions.class).getVerbose()) {
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
      printer.show(ProgressNumbers.of(result.metrics()), console.clock().instant());
      if (state != PipelineResult.State.DONE) {
        throw new IllegalStateException("the runner ended the job as " + state);
      }
    }
  }

  private R failed(RunSettings settings, Console console, String reason) {
    R report = reports.failed(settings, RunFailure.of("job", reason), console.clock().instant());
    try {
      reports.write(settings.output().folder(), report);
    } catch (IOException | RuntimeException e) {
      console.err().println("paperbeam: no report could be written: " + Reasons.oneLine(e));
    }
    return report;
  }
}

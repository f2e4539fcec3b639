package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.progress.ProgressNumbers;
import org.paperbeam.pipeline.progress.ProgressPrinter;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.pipeline.report.RunReports;
import org.paperbeam.pipeline.runner.FollowedJob;
import org.paperbeam.pipeline.runner.RemoteJob;
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

  /**
   * Runs the job to its end, or follows the one that the same call started before and that still
   * runs elsewhere; throws only {@link UsageException}, before anything is written.
   *
   * @return the report; empty when the job was started elsewhere and left ({@code --detached})
   */
  Optional<RunReport> run(PreparedJob job, Console console, boolean verbose) {
    RunSettings settings = job.settings();
    Folder output = settings.output().folder();
    try {
      Optional<RemoteJob> before =
          job.remote() ? job.runner().find(job.options(), job.name()) : Optional.empty();
      String runId = before.flatMap(b -> job.name().runOf(b.name())).orElse(settings.runId());
      before.ifPresent(
          b ->
              console
                  .err()
                  .println("paperbeam: it runs already, as run " + runId + ", " + b.where()));
      PipelineResult result = before.isPresent() ? before.get() : start(job);
      if (job.options().as(RunOptions.class).getDetached()) {
        left(result, console);
        return Optional.empty();
      }
      String trouble = follow(result, console);
      Optional<RunReport> report = RunReports.read(output, runId);
      return Optional.of(report.orElseGet(() -> failed(settings, console, trouble)));
    } catch (UsageException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (verbose) {
        e.printStackTrace(console.err());
      }
      return Optional.of(failed(settings, console, Reasons.oneLine(e)));
    }
  }

  private PipelineResult start(PreparedJob job) {
    Pipeline pipeline = Pipeline.create(job.options());
    graph.apply(pipeline, job.settings());
    return job.runner().start(pipeline);
  }

  private static void left(PipelineResult result, Console console) {
    String where = result instanceof RemoteJob remote ? ": " + remote.where() : "";
    console.out().println("started" + where);
    console.out().println("the same command without --detached follows it to its end");
  }

  /** Waits for the job's end; says why there may be no report. */
  private static String follow(PipelineResult result, Console console) {
    Runnable onStop =
        result instanceof RemoteJob remote ? new LeaveOrCancel(remote, console) : null;
    try (ProgressPrinter printer =
            new ProgressPrinter(console.err(), console.terminal(), console.clock().instant());
        Stopping.Scope unused = console.stopping().with(onStop)) {
      PipelineResult.State state = result.waitUntilFinish(BETWEEN_LOOKS);
      while (state == null || !state.isTerminal()) {
        printer.show(ProgressNumbers.of(result.metrics()), console.clock().instant());
        state = result.waitUntilFinish(BETWEEN_LOOKS);
      }
      Optional<String> failure =
          result instanceof FollowedJob followed ? followed.failure() : Optional.empty();
      return failure.orElse(
          state == PipelineResult.State.DONE
              ? "the job ended without a report; this is a bug"
              : "the runner ended the job as " + state);
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

package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.progress.ProgressNumbers;
import org.paperbeam.pipeline.progress.ProgressPrinter;
import org.paperbeam.pipeline.runner.FollowedJob;
import org.paperbeam.pipeline.runner.RemoteJob;
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
  private final MemoryEnd memory;

  JobRunner(JobGraph graph, JobReports<R> reports) {
    this(graph, reports, MemoryEnd.ofProcess());
  }

  /**
   * A runner that ends a job when memory does.
   *
   * @param memory of the process in which the job runs
   */
  JobRunner(JobGraph graph, JobReports<R> reports, MemoryEnd memory) {
    this.graph = graph;
    this.reports = reports;
    this.memory = memory;
  }

  /**
   * Runs the job to its end, or follows the one that the same call started before and that still
   * runs elsewhere; throws only {@link UsageException}, before anything is written.
   *
   * @return the report; empty when the job was started elsewhere and left ({@code --detached})
   */
  Optional<R> run(PreparedJob job, Console console) {
    RunSettings settings = job.settings();
    AtomicReference<ProgressNumbers> counted = new AtomicReference<>(ProgressNumbers.none());
    if (!job.remote()) {
      String output = settings.options().getOutput();
      StorageAccess.checkWritable("--output=" + output, output);
      String cache = settings.options().getListingCache();
      if (cache != null) {
        StorageAccess.checkWritable("--listingCache=" + cache, cache);
      }
    }
    try {
      Optional<RemoteJob> before =
          job.remote() ? job.runner().find(settings.options(), job.name()) : Optional.empty();
      String runId = before.flatMap(b -> job.name().runOf(b.name())).orElse(settings.runId());
      before.ifPresent(
          b ->
              console
                  .err()
                  .println("paperbeam: it runs already, as run " + runId + ", " + b.where()));
      PipelineResult result = before.isPresent() ? before.get() : start(job, console);
      if (settings.options().getDetached()) {
        left(result, console);
        return Optional.empty();
      }
      String trouble = follow(result, console, counted);
      Optional<R> report = reports.read(settings.output(), runId);
      return Optional.of(report.orElseGet(() -> failed(settings, console, trouble, counted.get())));
    } catch (UsageException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      memory.noteIfOut(e);
      if (settings.options().getVerbose()) {
        e.printStackTrace(console.err());
      }
      String reason = memory.hasCome() ? MemoryEnd.REASON : Reasons.oneLine(e);
      Optional<R> carried = reports.carried(e);
      carried.ifPresent(report -> write(settings, console, report));
      return carried.or(() -> Optional.of(failed(settings, console, reason, counted.get())));
    }
  }

  private PipelineResult start(PreparedJob job, Console console) throws IOException {
    reports.prepare(job.settings().output(), console);
    Pipeline pipeline = Pipeline.create(job.settings().options());
    graph.apply(pipeline, job.settings());
    return job.runner().start(pipeline);
  }

  private static void left(PipelineResult result, Console console) {
    if (result instanceof RemoteJob remote) {
      console.out().println("started: " + remote.where());
      console.out().println("the same command without --detached follows it to its end");
    } else {
      console.out().println("the job is written; the template's launcher starts it");
    }
  }

  /** Waits for the job's end; says why there may be no report. */
  private String follow(
      PipelineResult result, Console console, AtomicReference<ProgressNumbers> counted) {
    Runnable onStop =
        result instanceof RemoteJob remote ? new LeaveOrCancel(remote, console) : null;
    try (ProgressPrinter printer =
            new ProgressPrinter(console.err(), console.terminal(), console.clock().instant());
        Stopping.Scope unused = console.stopping().with(onStop)) {
      PipelineResult.State state = result.waitUntilFinish(BETWEEN_LOOKS);
      while (state == null || !state.isTerminal()) {
        if (memory.hasCome()) {
          cancel(result, console);
          return MemoryEnd.REASON;
        }
        show(printer, result, console, counted);
        state = result.waitUntilFinish(BETWEEN_LOOKS);
      }
      show(printer, result, console, counted);
      Optional<String> failure =
          result instanceof FollowedJob followed ? followed.failure() : Optional.empty();
      return failure.orElse(
          state == PipelineResult.State.DONE
              ? "the job ended without a report; this is a bug"
              : "the runner ended the job as " + state);
    } catch (RuntimeException e) {
      // A job that dies between two looks has counted more than the last one saw.
      try {
        counted.set(ProgressNumbers.of(result.metrics()));
      } catch (RuntimeException unknown) {
        e.addSuppressed(unknown);
      }
      throw e;
    }
  }

  private static void show(
      ProgressPrinter printer,
      PipelineResult result,
      Console console,
      AtomicReference<ProgressNumbers> counted) {
    counted.set(ProgressNumbers.of(result.metrics()));
    printer.show(counted.get(), console.clock().instant());
  }

  /** What holds the memory is let go, if the runner still can: the report needs some. */
  private static void cancel(PipelineResult result, Console console) {
    try {
      PipelineResult.State state = result.cancel();
      assert state != null;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      console.err().println("paperbeam: the job could not be cancelled: " + Reasons.oneLine(e));
    }
  }

  private R failed(RunSettings settings, Console console, String reason, ProgressNumbers counted) {
    R report =
        reports.failed(
            settings,
            RunFailure.of(FailureStage.JOB, FailureKind.UNKNOWN, reason),
            console.clock().instant(),
            counted);
    write(settings, console, report);
    return report;
  }

  private void write(RunSettings settings, Console console, R report) {
    try {
      reports.write(settings.output(), report);
    } catch (IOException | RuntimeException e) {
      console.err().println("paperbeam: no report could be written: " + Reasons.oneLine(e));
    }
  }
}

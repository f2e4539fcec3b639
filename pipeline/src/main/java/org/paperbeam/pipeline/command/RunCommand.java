package org.paperbeam.pipeline.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunSummary;
import org.paperbeam.pipeline.settings.KeyCheck;

/** The job for one announcement day or a range. */
final class RunCommand implements Command {
  private final JobRunner<RunReport> jobs;
  private final RandomGenerator random;

  RunCommand(JobRunner<RunReport> jobs, RandomGenerator random) {
    this.jobs = jobs;
    this.random = random;
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String summary() {
    return "list, filter, score and publish one announcement day or a range";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return RunOptions.class;
  }

  @Override
  public boolean takesBeamOptions() {
    return true;
  }

  @Override
  public int run(CommandLine line, Console console) {
    PreparedJob job = PreparedJob.of(name(), line, Map.of(), console, random);
    KeyCheck.check(job.settings(), console.environment(), job.remote());
    Optional<RunReport> ended = jobs.run(job, console);
    if (ended.isEmpty()) {
      return DONE;
    }
    RunReport report = ended.get();
    List<String> lines = RunSummary.lines(report, job.settings().output().folder());
    lines.forEach(console.out()::println);
    return report.state().exitCode();
  }
}

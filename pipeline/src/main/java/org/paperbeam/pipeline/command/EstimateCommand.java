package org.paperbeam.pipeline.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.report.EstimateReport;
import org.paperbeam.pipeline.report.EstimateSummary;

/** What a run with the same options would take: requests, tokens, cost and time. */
final class EstimateCommand implements Command {
  private final JobRunner<EstimateReport> jobs;
  private final RandomGenerator random;

  EstimateCommand(JobRunner<EstimateReport> jobs, RandomGenerator random) {
    this.jobs = jobs;
    this.random = random;
  }

  @Override
  public String name() {
    return "estimate";
  }

  @Override
  public String summary() {
    return "what run would take: calls, tokens, cost and the shortest time; asks no LLM";
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
  public List<String> notes() {
    return List.of(
        "Lists, filters and packs as run does with the same options, and looks into the ledger of",
        "--output. How many titles pass, and how long answers are, it learns from the ledger; the",
        "first estimate of a profile has a wide interval. Needs no key.");
  }

  @Override
  public int run(CommandLine line, Console console) {
    PreparedJob job = PreparedJob.of(name(), line, Map.of(), console, random);
    if (job.settings().isOffline()) {
      throw new UsageException(
          "--scorer=offline asks no LLM and costs nothing: there is nothing to estimate");
    }
    Optional<EstimateReport> ended = jobs.run(job, console);
    if (ended.isEmpty()) {
      return DONE;
    }
    EstimateReport report = ended.get();
    EstimateSummary.lines(report, job.settings().output()).forEach(console.out()::println);
    return report.exitCode();
  }
}

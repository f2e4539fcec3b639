package org.paperbeam.pipeline.command;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.RunOptions;

/** What a run would ask and cost. Takes the options of {@code run}, and needs no key. */
final class EstimateCommand implements Command {
  private final Estimator estimator;
  private final RandomGenerator random;

  EstimateCommand(Estimator estimator, RandomGenerator random) {
    this.estimator = estimator;
    this.random = random;
  }

  @Override
  public String name() {
    return "estimate";
  }

  @Override
  public String summary() {
    return "what run would ask, cost and take at least, without an LLM call";
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
    return estimator.estimate(job.settings(), job.options(), console);
  }

  @Override
  public List<String> notes() {
    return List.of("", "It lists and filters as run does, and needs no key.");
  }
}

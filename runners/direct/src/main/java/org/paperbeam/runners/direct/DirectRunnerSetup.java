package org.paperbeam.runners.direct;

import java.util.Map;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.runner.RunnerSetup;

/** The DirectRunner as a user wants it, not as a test does. */
public final class DirectRunnerSetup implements RunnerSetup {
  /**
   * One thread waits for the LLM's answers and one for arXiv: with fewer than this the work beside
   * them would wait too.
   */
  private static final int FEWEST_THREADS = 4;

  @Override
  public String runnerName() {
    return DirectRunner.class.getSimpleName();
  }

  @Override
  public Map<String, String> defaults(CommandLine line) {
    int threads = Math.max(FEWEST_THREADS, Runtime.getRuntime().availableProcessors());
    return Map.of(
        // They find broken coders, which is the tests' work, and cost a factor of four.
        "enforceEncodability", "false",
        "enforceImmutability", "false",
        // So that the progress can be shown meanwhile.
        "blockOnRun", "false",
        "targetParallelism", Integer.toString(threads));
  }

  /**
   * Starts the job on a DirectRunner that takes no processor time while the job only waits, and
   * whose counters can be seen while its steps work.
   */
  @Override
  public PipelineResult start(Pipeline pipeline) {
    pipeline.getOptions().setRunner(QuietDirectRunner.class);
    return DirectJob.start(pipeline);
  }
}

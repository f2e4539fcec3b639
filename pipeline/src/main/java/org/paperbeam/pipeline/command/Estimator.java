package org.paperbeam.pipeline.command;

import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.settings.RunSettings;

/** Says what a run would ask and cost, without an LLM call. */
@FunctionalInterface
public interface Estimator {
  /**
   * Lists, filters and packs as the run would, and prints what it found.
   *
   * @param settings of the run
   * @param options Beam's
   * @return the exit code
   */
  int estimate(RunSettings settings, PipelineOptions options, Console console);
}

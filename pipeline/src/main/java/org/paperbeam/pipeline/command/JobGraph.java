package org.paperbeam.pipeline.command;

import org.apache.beam.sdk.Pipeline;
import org.paperbeam.pipeline.settings.RunSettings;

/**
 * Builds a job onto a pipeline. The job's last step writes the run report, whatever the state of
 * its days.
 */
@FunctionalInterface
interface JobGraph {
  void apply(Pipeline pipeline, RunSettings settings);
}

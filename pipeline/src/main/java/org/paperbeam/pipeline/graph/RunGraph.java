package org.paperbeam.pipeline.graph;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.paperbeam.pipeline.settings.RunSettings;

/** The whole job. */
public final class RunGraph {
  private RunGraph() {}

  /** Builds the whole job onto the pipeline. */
  public static void apply(Pipeline pipeline, RunSettings settings) {
    pipeline.apply("Start", Create.of(settings.runId()));
  }
}

package org.paperbeam.pipeline.runner;

import java.util.Map;

/** The runner of these tests: in this process, with all of Beam's checks on. */
public final class CheckingDirectRunner implements RunnerSetup {
  @Override
  public String runnerName() {
    return "DirectRunner";
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of("blockOnRun", "false", "targetParallelism", "2");
  }
}

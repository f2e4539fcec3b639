package org.paperbeam.pipeline.runner;

import java.util.Map;
import org.paperbeam.pipeline.options.CommandLine;

/** The runner of these tests: in this process, with all of Beam's checks on. */
public final class CheckingDirectRunner implements RunnerSetup {
  @Override
  public String runnerName() {
    return "DirectRunner";
  }

  @Override
  public Map<String, String> defaults(CommandLine line) {
    return Map.of("blockOnRun", "false", "targetParallelism", "2");
  }
}

package org.paperbeam.pipeline.runner;

import java.util.Map;

/**
 * A runner of this build. Each runner's module offers one of these as a service ({@link
 * java.util.ServiceLoader}), so that the application names no runner.
 */
public interface RunnerSetup {
  /** The runner's name as {@code --runner} takes it, e.g. {@code DirectRunner}. */
  String runnerName();

  /**
   * Values of Beam's options that fit a real run on this runner, by option name. An option on the
   * command line wins.
   */
  Map<String, String> defaults();
}

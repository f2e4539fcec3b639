package org.paperbeam.pipeline.runner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.options.CommandLine;

/**
 * A runner of this build. Each runner's module offers one of these as a service ({@link
 * java.util.ServiceLoader}), so that the application names no runner.
 */
public interface RunnerSetup {
  /** The runner's name as {@code --runner} takes it, e.g. {@code DirectRunner}. */
  String runnerName();

  /**
   * Values of Beam's options that fit a real run of this call on this runner, by option name. An
   * option on the command line wins.
   *
   * @throws org.paperbeam.pipeline.options.UsageException when the call's options cannot work
   */
  Map<String, String> defaults(CommandLine line);

  /**
   * Whether the job of this call runs elsewhere: it goes on without this process, and its paths and
   * environment variables are those of its workers.
   */
  default boolean isRemote(CommandLine line) {
    return false;
  }

  /**
   * Why the workers of a job elsewhere cannot use a path, for the user; empty when they may. A
   * local path may be on a disk that they share.
   */
  default Optional<String> whyNotPath(String path) {
    return Optional.empty();
  }

  /** Why workers have no environment variables of the user's, for the user; empty when they may. */
  default Optional<String> whyNotVariables() {
    return Optional.empty();
  }

  /** What the help says of the runner's own options, a line each; at most 100 characters wide. */
  default List<String> help() {
    return List.of();
  }

  /**
   * Starts the job; a {@link RemoteJob} when it runs elsewhere. Does not wait for its end.
   *
   * @throws RuntimeException when it cannot be started
   */
  default PipelineResult start(Pipeline pipeline) {
    return pipeline.run();
  }

  /**
   * The job that the same call has started before and that still runs elsewhere, if there is one.
   *
   * @param jobName the name that such a job has but for the run's id, as {@link JobName} forms it
   */
  default Optional<RemoteJob> find(PipelineOptions options, JobName jobName) {
    return Optional.empty();
  }
}

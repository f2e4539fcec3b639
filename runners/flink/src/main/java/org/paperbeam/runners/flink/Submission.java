package org.paperbeam.runners.flink;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.flink.api.common.Plan;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.time.Time;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.api.java.RemoteEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Sends a job to a cluster in an environment of our own, so that {@code --numberOfExecutionRetries}
 * and {@code --executionRetryDelay} count: Beam 2.70.0 hands them to Flink for streaming jobs only,
 * and Flink 1.19 takes no restart strategy for a batch job from the client's configuration. And so
 * that a step's metrics can be seen while it works, see {@link WatchedStep}.
 */
@SuppressWarnings("deprecation") // Beam translates bounded jobs to this interface of Flink.
final class Submission extends RemoteEnvironment {
  private static final long serialVersionUID = 1L;

  private Submission(FlinkCluster cluster, Configuration flink, List<String> jars) {
    super(cluster.host(), cluster.port(), flink, jars.toArray(new String[0]));
  }

  /** Sends the job, and comes back when the cluster has it. */
  static FlinkJob send(
      Pipeline pipeline, FlinkPipelineOptions options, FlinkCluster cluster, List<String> jars) {
    // Then Beam asks Flink for the environment there is.
    options.setFlinkMaster(FlinkPipelineOptions.AUTO);
    // Flink keeps one for the whole process, and makes no other one meanwhile.
    synchronized (Submission.class) {
      ExecutionEnvironment given = FlinkRun.isInCluster() ? getExecutionEnvironment() : null;
      // Beside one that Flink has given to this program, none can be made.
      resetContextEnvironment();
      ExecutionEnvironment environment =
          given == null
              ? new Submission(cluster, configuration(options), jars)
              : new HandedOver(given);
      environment.setRestartStrategy(
          restarts(options.getNumberOfExecutionRetries(), options.getExecutionRetryDelay()));
      initializeContextEnvironment(() -> environment);
      try {
        PipelineResult unused = pipeline.run();
      } finally {
        resetContextEnvironment();
      }
    }
    return cluster
        .job(options.getJobName()::equals)
        .orElseThrow(
            () ->
                new IllegalStateException("Flink took the job and does not know it; see its log"));
  }

  /** The plan that is sent, with metrics to be seen while its steps work. */
  @Override
  public Plan createProgramPlan(String jobName, boolean clearSinks) {
    return watched(super.createProgramPlan(jobName, clearSinks));
  }

  private static Plan watched(Plan plan) {
    plan.accept(new WatchedSteps());
    return plan;
  }

  private static Configuration configuration(FlinkPipelineOptions options) {
    String folder = options.getFlinkConfDir();
    return folder == null ? new Configuration() : GlobalConfiguration.loadConfiguration(folder);
  }

  /**
   * How the job is restarted.
   *
   * @param times so often at most; below 0 the cluster's own configuration says how
   * @param delayMillis before each restart
   */
  static RestartStrategies.RestartStrategyConfiguration restarts(int times, long delayMillis) {
    return times < 0
        ? RestartStrategies.fallBackRestart()
        : RestartStrategies.fixedDelayRestart(
            times, Time.of(Math.max(0, delayMillis), TimeUnit.MILLISECONDS));
  }

  /**
   * The same in application mode: such a cluster takes no jobs by its REST interface, its program
   * hands them over.
   */
  private static final class HandedOver extends ExecutionEnvironment {
    private static final long serialVersionUID = 1L;

    HandedOver(ExecutionEnvironment given) {
      super(
          given.getExecutorServiceLoader(),
          given.getConfiguration(),
          given.getUserCodeClassLoader());
    }

    @Override
    public Plan createProgramPlan(String jobName, boolean clearSinks) {
      return watched(super.createProgramPlan(jobName, clearSinks));
    }
  }
}

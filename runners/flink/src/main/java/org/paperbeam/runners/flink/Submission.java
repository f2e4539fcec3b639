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
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Sends a job to a cluster in an environment of our own, so that {@code --numberOfExecutionRetries}
 * and {@code --executionRetryDelay} count: Beam 2.70.0 hands them to Flink for streaming jobs only,
 * and Flink 1.19 takes no restart strategy for a batch job from the client's configuration. And so
 * that a step's metrics can be seen while it works, see {@link WatchedStep}.
 */
@SuppressWarnings("deprecation") // Beam translates bounded jobs to this interface of Flink.
final class Submission extends ExecutionEnvironment {
  private static final long serialVersionUID = 1L;

  /** One that sends jobs where that one does. */
  private Submission(ExecutionEnvironment like) {
    super(like.getExecutorServiceLoader(), like.getConfiguration(), like.getUserCodeClassLoader());
  }

  /** Sends the job, and comes back when the cluster has it. */
  static FlinkJob send(
      Pipeline pipeline, FlinkPipelineOptions options, FlinkCluster cluster, List<String> jars) {
    // Then Beam asks Flink for the environment there is.
    options.setFlinkMaster(FlinkPipelineOptions.AUTO);
    // Flink keeps one for the whole process, and makes no other one meanwhile.
    synchronized (Submission.class) {
      Submission environment = environment(options, cluster, jars);
      resetContextEnvironment();
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
    Plan plan = super.createProgramPlan(jobName, clearSinks);
    plan.accept(new WatchedSteps());
    return plan;
  }

  private static Submission environment(
      FlinkPipelineOptions options, FlinkCluster cluster, List<String> jars) {
    Submission environment =
        new Submission(
            FlinkRun.isInCluster()
                // Such a cluster takes no jobs by its REST interface: its program hands them over.
                ? getExecutionEnvironment()
                : to(cluster, options.getFlinkConfDir(), jars));
    environment.setRestartStrategy(
        restarts(options.getNumberOfExecutionRetries(), options.getExecutionRetryDelay()));
    return environment;
  }

  private static ExecutionEnvironment to(
      FlinkCluster cluster, @Nullable String configuration, List<String> jars) {
    Configuration flink =
        configuration == null
            ? new Configuration()
            : GlobalConfiguration.loadConfiguration(configuration);
    return new RemoteEnvironment(
        cluster.host(), cluster.port(), flink, jars.toArray(new String[0]));
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
}

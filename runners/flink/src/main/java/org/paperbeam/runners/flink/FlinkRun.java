package org.paperbeam.runners.flink;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.client.program.ContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;

/** What {@code flink run}, or a cluster in application mode, tells the program that it runs. */
@SuppressWarnings("deprecation") // Beam translates bounded jobs to this interface of Flink.
final class FlinkRun {
  private FlinkRun() {}

  /** Whether {@code flink run} has started this program. */
  static boolean isThere() {
    return ExecutionEnvironment.getExecutionEnvironment() instanceof ContextEnvironment;
  }

  /** Whether this program runs inside a cluster that was started for it (application mode). */
  static boolean isInCluster() {
    return isThere()
        && EmbeddedExecutor.NAME.equals(
            ExecutionEnvironment.getExecutionEnvironment()
                .getConfiguration()
                .get(DeploymentOptions.TARGET));
  }

  /** What {@code --flinkMaster} names, or else the cluster that {@code flink run} names. */
  static String master(FlinkPipelineOptions options) {
    if (!options.getFlinkMaster().equals(FlinkPipelineOptions.AUTO) || !isThere()) {
      return options.getFlinkMaster();
    }
    Configuration flink =
        (Configuration) ExecutionEnvironment.getExecutionEnvironment().getConfiguration();
    String host = flink.get(RestOptions.ADDRESS);
    if (host == null) {
      throw new IllegalStateException(
          "flink run does not say where the cluster is: add --flinkMaster=HOST:PORT");
    }
    return host + ":" + flink.get(RestOptions.PORT);
  }
}

package org.paperbeam.runners.flink;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.runners.flink.metrics.FlinkMetricContainer;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.joda.time.Duration;
import org.paperbeam.http.Pace;
import org.paperbeam.pipeline.runner.RemoteJob;

/** A job on a cluster, followed by its REST interface. For one thread; {@link #cancel} for any. */
final class FlinkJob implements RemoteJob {
  private static final java.time.Duration BETWEEN_LOOKS = java.time.Duration.ofMillis(200);

  private final FlinkCluster cluster;
  private final ClusterClient<?> client;
  private final JobID id;
  private final String name;

  FlinkJob(FlinkCluster cluster, ClusterClient<?> client, JobID id, String name) {
    this.cluster = cluster;
    this.client = client;
    this.id = id;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String where() {
    return "job " + id + " on http://" + cluster.master() + "/#/job/running/" + id;
  }

  @Override
  public State getState() {
    return state(cluster.ask(client.getJobStatus(id)));
  }

  private static State state(JobStatus status) {
    return switch (status) {
      case FINISHED -> State.DONE;
      case FAILED -> State.FAILED;
      case CANCELED -> State.CANCELLED;
      case SUSPENDED -> State.STOPPED;
      default -> State.RUNNING;
    };
  }

  @Override
  public State cancel() {
    cluster.ask(client.cancel(id));
    return getState();
  }

  /** Waits for the job's end, at most that long; the state it has then. */
  @Override
  public State waitUntilFinish(Duration most) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(most.getMillis());
    State state = getState();
    while (!state.isTerminal() && (most.getMillis() <= 0 || System.nanoTime() - end < 0)) {
      look();
      state = getState();
    }
    return state;
  }

  private static void look() {
    try {
      Pace.system().sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FlinkGoneException("interrupted", e);
    }
  }

  @Override
  public State waitUntilFinish() {
    return waitUntilFinish(Duration.ZERO);
  }

  @Override
  public MetricResults metrics() {
    Map<String, Object> accumulators =
        cluster.ask(client.getAccumulators(id, getClass().getClassLoader()));
    Object ours = accumulators.get(FlinkMetricContainer.ACCUMULATOR_NAME);
    MetricsContainerStepMap steps =
        ours instanceof MetricsContainerStepMap map ? map : new MetricsContainerStepMap();
    return MetricsContainerStepMap.asAttemptedOnlyMetricResults(steps);
  }

  @Override
  public Optional<String> failure() {
    JobResult result = cluster.ask(client.requestJobResult(id));
    return result
        .getSerializedThrowable()
        .filter(unused -> !result.isSuccess())
        .map(thrown -> FlinkCluster.lastLine(thrown.deserializeError(getClass().getClassLoader())));
  }
}

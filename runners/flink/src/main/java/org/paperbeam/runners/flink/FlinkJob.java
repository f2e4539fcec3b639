package org.paperbeam.runners.flink;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.runners.flink.metrics.FlinkMetricContainer;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;
import org.paperbeam.http.Pace;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.pipeline.runner.RemoteJob;

/** A job on a cluster, followed by its REST interface. For one thread; {@link #cancel} for any. */
final class FlinkJob implements RemoteJob {
  private final FlinkCluster cluster;
  private final RestClusterClient<?> client;
  private final JobID id;
  private final String name;
  private final RunningMetrics running;

  FlinkJob(FlinkCluster cluster, RestClusterClient<?> client, JobID id, String name) {
    this.cluster = cluster;
    this.client = client;
    this.id = id;
    this.name = name;
    this.running = new RunningMetrics(cluster, client, id);
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

  @Override
  public Pace pace() {
    return Pace.system();
  }

  @Override
  public Duration betweenLooks() {
    return Duration.ofMillis(200);
  }

  @Override
  public MetricResults metrics() {
    MetricsContainerStepMap steps;
    if (getState().isTerminal()) {
      // What Flink tells of a job under way may be three seconds old; its result is not.
      steps = steps(cluster.ask(client.requestJobResult(id)));
    } else {
      steps = steps(cluster.ask(client.getAccumulators(id, getClass().getClassLoader())));
      addRunning(steps);
    }
    return MetricsContainerStepMap.asAttemptedOnlyMetricResults(steps);
  }

  private static MetricsContainerStepMap steps(JobResult result) {
    Map<String, Object> accumulators = new HashMap<>();
    SerializedValue<OptionalFailure<Object>> ours =
        result.getAccumulatorResults().get(FlinkMetricContainer.ACCUMULATOR_NAME);
    if (ours != null) {
      try {
        accumulators.put(
            FlinkMetricContainer.ACCUMULATOR_NAME,
            ours.deserializeValue(FlinkJob.class.getClassLoader()).get());
      } catch (IOException | ClassNotFoundException | FlinkException e) {
        throw new IllegalStateException("Flink's metrics cannot be read", e);
      }
    }
    return steps(accumulators);
  }

  private static MetricsContainerStepMap steps(Map<String, Object> accumulators) {
    return accumulators.get(FlinkMetricContainer.ACCUMULATOR_NAME)
            instanceof MetricsContainerStepMap steps
        ? steps
        : new MetricsContainerStepMap();
  }

  /** What the steps at work tell by now; a step that is done tells all in the accumulators. */
  private void addRunning(MetricsContainerStepMap steps) {
    Set<String> done = new HashSet<>();
    for (MetricResult<Long> counter :
        MetricsContainerStepMap.asAttemptedOnlyMetricResults(steps)
            .queryMetrics(MetricsFilter.builder().build())
            .getCounters()) {
      done.add(counter.getName().getName());
    }
    running
        .counters()
        .forEach(
            (name, value) -> {
              // Days with nothing to ask about are published by a step of their own.
              if (!done.contains(name) || name.equals(PaperbeamMetrics.DAYS_PUBLISHED)) {
                steps
                    .getContainer(WatchedStep.GROUP)
                    .getCounter(MetricName.named(PaperbeamMetrics.NAMESPACE, name))
                    .inc(value);
              }
            });
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

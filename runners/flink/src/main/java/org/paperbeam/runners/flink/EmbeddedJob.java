package org.paperbeam.runners.flink;

import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;
import org.paperbeam.pipeline.runner.FollowedJob;

/**
 * A job on a Flink cluster inside this process, which ends with the job. The cluster has a REST
 * interface on a free port, so it is followed just as a real one. For one thread.
 */
final class EmbeddedJob implements FollowedJob {
  private final MiniCluster flink;
  private final FlinkJob job;
  private State state = State.RUNNING;
  private @Nullable String failure;
  private @Nullable MetricResults last;

  private EmbeddedJob(MiniCluster flink, FlinkJob job) {
    this.flink = flink;
    this.job = job;
  }

  /** Starts the cluster and sends the job to it. */
  static EmbeddedJob start(Pipeline pipeline, FlinkPipelineOptions options) {
    MiniCluster flink = new MiniCluster(configuration(options.getParallelism()));
    boolean started = false;
    try {
      flink.start();
      int port = flink.getRestAddress().get().getPort();
      // No jar: everything is on this process's class path.
      FlinkJob job =
          Submission.send(pipeline, options, FlinkCluster.at("127.0.0.1:" + port), List.of());
      started = true;
      return new EmbeddedJob(flink, job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Flink started", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Flink does not start: " + FlinkCluster.lastLine(e), e);
    } finally {
      if (!started) {
        flink.closeAsync().join();
      }
    }
  }

  private static MiniClusterConfiguration configuration(int parallelism) {
    Configuration flink = new Configuration();
    flink.set(RestOptions.BIND_PORT, "0");
    flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    flink.set(RestOptions.ADDRESS, "127.0.0.1");
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    // The default, sixteen megabytes for every output that is being written, is soon too much.
    flink.set(NettyShuffleEnvironmentOptions.NETWORK_SORT_SHUFFLE_MIN_BUFFERS, 64);
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    // So that the live line is as fresh as on other runners.
    flink.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, 1000L);
    flink.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(flink)
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(Math.max(1, parallelism))
        .build();
  }

  @Override
  public State getState() {
    return state;
  }

  @Override
  public State cancel() {
    return job.cancel();
  }

  /** Waits for the job's end, at most that long, and ends the cluster then. */
  @Override
  public State waitUntilFinish(Duration most) {
    if (!state.isTerminal()) {
      state = job.waitUntilFinish(most);
      if (state.isTerminal()) {
        failure = job.failure().orElse(null);
        last = job.metrics();
        flink.closeAsync().join();
      }
    }
    return state;
  }

  @Override
  public MetricResults metrics() {
    return last == null ? job.metrics() : last;
  }

  @Override
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }
}

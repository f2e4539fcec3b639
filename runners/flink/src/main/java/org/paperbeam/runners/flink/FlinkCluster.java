package org.paperbeam.runners.flink;

import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.paperbeam.pipeline.options.UsageException;

/** A cluster that takes jobs, by its REST interface. Thread-safe. */
final class FlinkCluster implements AutoCloseable {
  private static final int PORT = 8081;
  private static final long TIMEOUT_SECONDS = 60;

  private final String host;
  private final int port;
  private final RestClusterClient<StandaloneClusterId> client;

  private FlinkCluster(String host, int port, RestClusterClient<StandaloneClusterId> client) {
    this.host = host;
    this.port = port;
    this.client = client;
  }

  /**
   * The one there.
   *
   * @param master {@code host:port}, as {@code --flinkMaster} has it; 8081 without a port
   */
  static FlinkCluster at(String master) {
    String bare = master.replaceFirst("^https?://", "").replaceFirst("/$", "");
    int colon = bare.lastIndexOf(':');
    String host = colon < 0 ? bare : bare.substring(0, colon);
    String port = colon < 0 ? "" + PORT : bare.substring(colon + 1);
    if (host.isEmpty() || !port.matches("\\d{1,5}")) {
      throw new UsageException("--flinkMaster=" + master + ": must be host:port");
    }
    Configuration configuration = new Configuration();
    configuration.set(JobManagerOptions.ADDRESS, host);
    configuration.set(RestOptions.ADDRESS, host);
    configuration.set(RestOptions.PORT, Integer.parseInt(port));
    try {
      return new FlinkCluster(
          host,
          Integer.parseInt(port),
          new RestClusterClient<>(configuration, StandaloneClusterId.getInstance()));
    } catch (Exception e) {
      throw new IllegalStateException("no client for Flink at " + master, e);
    }
  }

  /** The newest job whose name fits; jobs that have ended stay known for an hour. */
  Optional<FlinkJob> job(Predicate<String> name) {
    return ask(client.listJobs()).stream()
        .filter(job -> name.test(job.getJobName()))
        .max(Comparator.comparingLong(JobStatusMessage::getStartTime))
        .map(job -> new FlinkJob(this, client, job.getJobId(), job.getJobName()));
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  /** Host and port, as {@code --flinkMaster} takes them. */
  String master() {
    return host + ":" + port;
  }

  /** Waits for an answer; says which cluster gives none. */
  <T> T ask(CompletableFuture<T> answer) {
    try {
      return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new FlinkGoneException(
          "Flink at " + master() + " does not answer: " + lastLine(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new FlinkGoneException(
          "Flink at " + master() + " does not answer within " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FlinkGoneException("interrupted", e);
    }
  }

  /** What happened at the bottom; what stands above only repeats it. */
  static String lastLine(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String text =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return text.strip().lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    client.close();
  }
}

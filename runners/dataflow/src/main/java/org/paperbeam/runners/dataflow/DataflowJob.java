package org.paperbeam.runners.dataflow;

import com.google.api.services.dataflow.model.MetricStructuredName;
import com.google.api.services.dataflow.model.MetricUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.runners.core.metrics.DefaultMetricResults;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.dataflow.util.MonitoringUtil;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.paperbeam.http.Pace;
import org.paperbeam.pipeline.runner.RemoteJob;

/**
 * A job on Dataflow, looked at every {@value #SECONDS_BETWEEN_LOOKS} seconds while it is waited
 * for. For one thread; {@link #cancel} for any.
 */
final class DataflowJob implements RemoteJob {
  private static final int SECONDS_BETWEEN_LOOKS = 5;

  private final DataflowService service;
  private final DataflowPipelineOptions options;
  private final String id;
  private final String name;
  private final Pace pace;

  DataflowJob(DataflowPipelineOptions options, String id, String name, Pace pace) {
    this.service = new DataflowService(options);
    this.options = options;
    this.id = id;
    this.name = name;
    this.pace = pace;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String where() {
    return "job "
        + id
        + " at "
        + MonitoringUtil.getJobMonitoringPageURL(options.getProject(), options.getRegion(), id);
  }

  @Override
  public State getState() {
    return MonitoringUtil.toState(service.state(id));
  }

  @Override
  public State cancel() {
    service.cancel(id);
    return getState();
  }

  @Override
  public Pace pace() {
    return pace;
  }

  @Override
  public Duration betweenLooks() {
    return Duration.ofSeconds(SECONDS_BETWEEN_LOOKS);
  }

  /**
   * The counters of the job's own steps. While a step runs, the service knows what it has not
   * committed yet under the same name, marked as tentative; the greater of the two is shown.
   */
  @Override
  public MetricResults metrics() {
    Map<String, MetricResult<Long>> counters = new TreeMap<>();
    for (MetricUpdate update : service.metrics(id)) {
      MetricStructuredName told = update.getName();
      Map<String, String> context = told.getContext() == null ? Map.of() : told.getContext();
      if ("user".equals(told.getOrigin())
          && context.get("namespace") != null
          && update.getScalar() instanceof Number number) {
        String step = context.getOrDefault("step", "");
        MetricKey key =
            MetricKey.create(step, MetricName.named(context.get("namespace"), told.getName()));
        counters.merge(
            key.toString(),
            MetricResult.attempted(key, number.longValue()),
            (a, b) -> a.getAttempted() >= b.getAttempted() ? a : b);
      }
    }
    List<MetricResult<Long>> found = new ArrayList<>(counters.values());
    return new DefaultMetricResults(found, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  @Override
  public Optional<String> failure() {
    return switch (getState()) {
      case FAILED -> service.lastError(id).map(text -> text.strip().lines().findFirst().orElse(""));
      case CANCELLED -> Optional.of("the job was cancelled");
      default -> Optional.empty();
    };
  }
}

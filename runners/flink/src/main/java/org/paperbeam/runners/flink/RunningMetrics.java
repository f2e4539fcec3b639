package org.paperbeam.runners.flink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.rest.messages.ConversionException;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobIDPathParameter;
import org.apache.flink.runtime.rest.messages.JobVertexIdPathParameter;
import org.apache.flink.runtime.rest.messages.MessageParameter;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo.JobVertexDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedMetric;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedMetricsResponseBody;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedSubtaskMetricsHeaders;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedSubtaskMetricsParameters;
import org.apache.flink.runtime.rest.messages.job.metrics.MetricsFilterParameter;
import org.paperbeam.arxiv.ArxivMetrics;
import org.paperbeam.metrics.PaperbeamMetrics;

/**
 * The counters of a job's steps that are at work, as {@link WatchedStep} shows them. Flink fetches
 * them from its workers every ten seconds by default ({@code metrics.fetcher.update-interval}). For
 * one thread.
 */
final class RunningMetrics {
  /** A metric's id in Flink's REST interface ends with its groups and its name. */
  private static final Pattern ID =
      Pattern.compile(
          ".*\\."
              + WatchedStep.GROUP
              + "\\."
              + PaperbeamMetrics.NAMESPACE
              + "(?:[^a-z]arxiv)?[^a-z](?<name>\\w+)");

  /** What somebody who follows a job is shown. */
  private static final Set<String> COUNTERS =
      Set.of(
          PaperbeamMetrics.DAYS_ASKED,
          PaperbeamMetrics.DAYS_PUBLISHED,
          PaperbeamMetrics.PAPERS_LISTED,
          PaperbeamMetrics.PAPERS_TO_SCORE,
          PaperbeamMetrics.PAPERS_DECIDED,
          PaperbeamMetrics.LEDGER_HITS,
          PaperbeamMetrics.LANES_STARTED,
          PaperbeamMetrics.LLM_REQUESTS,
          PaperbeamMetrics.LLM_RETRIES,
          PaperbeamMetrics.LLM_RATE_LIMITED,
          PaperbeamMetrics.PAPERS_FOR_AUTHORS,
          ArxivMetrics.REQUESTS,
          PaperbeamMetrics.LLM_COST_MICROUSD);

  private final FlinkCluster cluster;
  private final RestClusterClient<?> client;
  private final JobID job;
  private final MetricIds ids = new MetricIds();

  RunningMetrics(FlinkCluster cluster, RestClusterClient<?> client, JobID job) {
    this.cluster = cluster;
    this.client = client;
    this.job = job;
  }

  /** The counters' sums by name; none of a step that has not begun or is done. */
  Map<String, Long> counters() {
    Map<String, Long> counters = new HashMap<>();
    for (JobVertexDetailsInfo vertex : cluster.ask(client.getJobDetails(job)).getJobVertexInfos()) {
      if (vertex.getExecutionState() == ExecutionState.RUNNING) {
        JobVertexID id = vertex.getJobVertexID();
        Set<String> metrics = ids.of(id.toHexString(), vertex.getStartTime(), () -> idsOf(id));
        if (!metrics.isEmpty()) {
          addOf(id, metrics, counters);
        }
      }
    }
    return counters;
  }

  private Set<String> idsOf(JobVertexID vertex) {
    Set<String> found = new TreeSet<>();
    // Asked for none, Flink answers with the ids that there are.
    for (AggregatedMetric metric : ask(vertex, Set.of()).getMetrics()) {
      Matcher matcher = ID.matcher(metric.getId());
      if (matcher.matches() && isShown(matcher.group("name"))) {
        found.add(metric.getId());
      }
    }
    return found;
  }

  private static boolean isShown(String name) {
    return COUNTERS.contains(name) || name.startsWith(PaperbeamMetrics.LLM_FAILED);
  }

  private void addOf(JobVertexID vertex, Set<String> metrics, Map<String, Long> counters) {
    Collection<AggregatedMetric> answer = ask(vertex, metrics).getMetrics();
    if (answer.size() < metrics.size()) {
      ids.forget(vertex.toHexString());
    }
    for (AggregatedMetric metric : answer) {
      Matcher matcher = ID.matcher(metric.getId());
      if (matcher.matches() && metric.getSum() != null) {
        counters.merge(matcher.group("name"), Math.round(metric.getSum()), Long::sum);
      }
    }
  }

  private AggregatedMetricsResponseBody ask(JobVertexID vertex, Set<String> metrics) {
    AggregatedSubtaskMetricsParameters parameters = new AggregatedSubtaskMetricsParameters();
    Map<String, String> values =
        Map.of(
            JobIDPathParameter.KEY,
            job.toHexString(),
            JobVertexIdPathParameter.KEY,
            vertex.toHexString(),
            new MetricsFilterParameter().getKey(),
            String.join(",", metrics));
    parameters.getPathParameters().forEach(parameter -> resolve(parameter, values));
    parameters.getQueryParameters().forEach(parameter -> resolve(parameter, values));
    return cluster.ask(
        client.sendRequest(
            AggregatedSubtaskMetricsHeaders.getInstance(),
            parameters,
            EmptyRequestBody.getInstance()));
  }

  private static void resolve(MessageParameter<?> parameter, Map<String, String> values) {
    String value = values.getOrDefault(parameter.getKey(), "");
    if (!value.isEmpty()) {
      try {
        parameter.resolveFromString(value);
      } catch (ConversionException e) {
        throw new IllegalStateException(parameter.getKey() + " cannot be " + value, e);
      }
    }
  }
}

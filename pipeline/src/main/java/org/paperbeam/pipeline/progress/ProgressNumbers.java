package org.paperbeam.pipeline.progress;

import static org.paperbeam.metrics.PaperbeamMetrics.DAYS_ASKED;
import static org.paperbeam.metrics.PaperbeamMetrics.DAYS_PUBLISHED;
import static org.paperbeam.metrics.PaperbeamMetrics.LANES_STARTED;
import static org.paperbeam.metrics.PaperbeamMetrics.LEDGER_HITS;
import static org.paperbeam.metrics.PaperbeamMetrics.LLM_COST_MICROUSD;
import static org.paperbeam.metrics.PaperbeamMetrics.LLM_REQUESTS;
import static org.paperbeam.metrics.PaperbeamMetrics.NAMESPACE;
import static org.paperbeam.metrics.PaperbeamMetrics.PAPERS_DECIDED;
import static org.paperbeam.metrics.PaperbeamMetrics.PAPERS_LISTED;
import static org.paperbeam.metrics.PaperbeamMetrics.PAPERS_TO_SCORE;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * How far a job is, as its metrics say: good enough to watch, not to be relied on. Immutable.
 *
 * @param daysDone of {@code daysAsked}
 * @param papersDone of {@code papersToScore}
 * @param costMicroUsd millionths of a US dollar
 * @param lanesStarted from the first on, it is known what the ledger answers
 */
public record ProgressNumbers(
    long daysDone,
    long daysAsked,
    long papersListed,
    long papersDone,
    long papersToScore,
    long calls,
    long ledgerHits,
    long costMicroUsd,
    long lanesStarted) {

  /** The numbers now; those that the runner does not tell yet are 0. */
  public static ProgressNumbers of(MetricResults results) {
    Map<String, Long> counters = new HashMap<>();
    MetricsFilter ours =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace(NAMESPACE)).build();
    for (MetricResult<Long> counter : results.queryMetrics(ours).getCounters()) {
      counters.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    return new ProgressNumbers(
        counters.getOrDefault(DAYS_PUBLISHED, 0L),
        counters.getOrDefault(DAYS_ASKED, 0L),
        counters.getOrDefault(PAPERS_LISTED, 0L),
        counters.getOrDefault(PAPERS_DECIDED, 0L),
        counters.getOrDefault(PAPERS_TO_SCORE, 0L),
        counters.getOrDefault(LLM_REQUESTS, 0L),
        counters.getOrDefault(LEDGER_HITS, 0L),
        counters.getOrDefault(LLM_COST_MICROUSD, 0L),
        counters.getOrDefault(LANES_STARTED, 0L));
  }
}

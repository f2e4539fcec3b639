package org.paperbeam.pipeline.progress;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.paperbeam.arxiv.ArxivMetrics;
import org.paperbeam.metrics.PaperbeamMetrics;

/**
 * How far a job is, as its metrics say: good enough to watch, not to be relied on. Immutable.
 *
 * @param counters by name; one that the runner does not tell yet is 0
 */
public record ProgressNumbers(Map<String, Long> counters) {
  /** What a job is at, as far as its numbers tell. */
  public enum Stage {
    LISTING,
    AUTHORS,
    /** Without an LLM. */
    SCORING,
    ASKING,
    PUBLISHING;

    /** The word for people. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ProgressNumbers {
    counters = Map.copyOf(counters);
  }

  /** Of a job that has not begun. */
  public static ProgressNumbers none() {
    return new ProgressNumbers(Map.of());
  }

  /** The numbers now. */
  public static ProgressNumbers of(MetricResults results) {
    Map<String, Long> counters = new HashMap<>();
    MetricsFilter ours =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(PaperbeamMetrics.NAMESPACE))
            .addNameFilter(MetricNameFilter.inNamespace(ArxivMetrics.NAMESPACE))
            .build();
    for (MetricResult<Long> counter : results.queryMetrics(ours).getCounters()) {
      // DirectRunner adds up what was attempted on a thread of its own, a little later.
      Long committed = counter.getCommittedOrNull();
      long count = Math.max(counter.getAttempted(), committed == null ? 0 : committed);
      counters.merge(counter.getName().getName(), count, Long::sum);
    }
    return new ProgressNumbers(counters);
  }

  private long get(String name) {
    return counters.getOrDefault(name, 0L);
  }

  public long daysDone() {
    return get(PaperbeamMetrics.DAYS_PUBLISHED);
  }

  public long daysAsked() {
    return get(PaperbeamMetrics.DAYS_ASKED);
  }

  public long listingRequests() {
    return get(ArxivMetrics.REQUESTS);
  }

  public long papersListed() {
    return get(PaperbeamMetrics.PAPERS_LISTED);
  }

  public long papersDone() {
    return get(PaperbeamMetrics.PAPERS_DECIDED);
  }

  public long papersToScore() {
    return get(PaperbeamMetrics.PAPERS_TO_SCORE);
  }

  public long calls() {
    return get(PaperbeamMetrics.LLM_REQUESTS);
  }

  public long retries() {
    return get(PaperbeamMetrics.LLM_RETRIES);
  }

  /** Calls refused for their rate. */
  public long refused() {
    return get(PaperbeamMetrics.LLM_RATE_LIMITED);
  }

  /** Calls that brought no answer, by the label of their kind; refused ones included. */
  public Map<String, Long> failed() {
    Map<String, Long> byKind = new TreeMap<>();
    counters.forEach(
        (name, value) -> {
          if (name.startsWith(PaperbeamMetrics.LLM_FAILED)) {
            byKind.put(name.substring(PaperbeamMetrics.LLM_FAILED.length()), value);
          }
        });
    return byKind;
  }

  public long ledgerHits() {
    return get(PaperbeamMetrics.LEDGER_HITS);
  }

  /** Of answered calls, cached ones included. */
  public long promptTokens() {
    return get(PaperbeamMetrics.LLM_PROMPT_TOKENS);
  }

  /** Of answered calls. */
  public long completionTokens() {
    return get(PaperbeamMetrics.LLM_COMPLETION_TOKENS);
  }

  /** Millionths of a US dollar. */
  public long costMicroUsd() {
    return get(PaperbeamMetrics.LLM_COST_MICROUSD);
  }

  /** From the first on, it is known what the ledger answers. */
  public long lanesStarted() {
    return get(PaperbeamMetrics.LANES_STARTED);
  }

  /** What the job is at. */
  public Stage stage() {
    boolean asks = lanesStarted() > 0 || papersToScore() > 0;
    if (asks && papersDone() < papersToScore()) {
      return Stage.ASKING;
    }
    if (daysDone() > 0 || lanesStarted() > 0) {
      return Stage.PUBLISHING;
    }
    if (ledgerHits() > 0) {
      // The ledger answers all that is known by now.
      return Stage.PUBLISHING;
    }
    if (get(PaperbeamMetrics.PAPERS_FOR_AUTHORS) > 0) {
      return Stage.AUTHORS;
    }
    return papersListed() > 0 ? Stage.SCORING : Stage.LISTING;
  }
}

package org.paperbeam.score;

import static org.paperbeam.metrics.PaperbeamMetrics.NAMESPACE;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.lane.LaneMetrics;
import org.paperbeam.metrics.MetricsWatch;
import org.paperbeam.metrics.PaperbeamMetrics;

/** The lane's progress as Beam metrics. To be called on the thread that Beam calls. */
final class BeamLaneMetrics implements LaneMetrics {
  /** Who looks may do so now and then only: what was told just after a look is seen so later. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private final Counter requests = counter(PaperbeamMetrics.LLM_REQUESTS);
  private final Counter retries = counter(PaperbeamMetrics.LLM_RETRIES);
  private final Counter rateLimited = counter(PaperbeamMetrics.LLM_RATE_LIMITED);
  private final Counter promptTokens = counter(PaperbeamMetrics.LLM_PROMPT_TOKENS);
  private final Counter cachedTokens = counter(PaperbeamMetrics.LLM_CACHED_TOKENS);
  private final Counter completionTokens = counter(PaperbeamMetrics.LLM_COMPLETION_TOKENS);
  private final Counter cost = counter(PaperbeamMetrics.LLM_COST_MICROUSD);
  private final Counter throttled = counter(PaperbeamMetrics.LLM_THROTTLED_MS);
  private final Counter decided = counter(PaperbeamMetrics.PAPERS_DECIDED);
  private final Gauge inFlight = Metrics.gauge(NAMESPACE, PaperbeamMetrics.LLM_IN_FLIGHT);
  private final Gauge lastAnswer = Metrics.gauge(NAMESPACE, PaperbeamMetrics.LLM_LAST_ANSWER_S);
  private final Distribution queue = Metrics.distribution(NAMESPACE, PaperbeamMetrics.LLM_QUEUE);
  private final Distribution latency =
      Metrics.distribution(NAMESPACE, PaperbeamMetrics.LLM_LATENCY_MS);

  /** What Beam's runners read to tell a throttled worker from a busy one. */
  private final Counter throttledForRunner =
      Metrics.counter(Metrics.THROTTLE_TIME_NAMESPACE, Metrics.THROTTLE_TIME_COUNTER_NAME);

  private final InstantSource clock;

  BeamLaneMetrics(InstantSource clock) {
    this.clock = clock;
  }

  private static Counter counter(String name) {
    return Metrics.counter(NAMESPACE, name);
  }

  @Override
  public void started() {
    counter(PaperbeamMetrics.LANES_STARTED).inc();
  }

  @Override
  public void queued(int calls) {
    queue.update(calls);
  }

  @Override
  public void requested() {
    requests.inc();
  }

  @Override
  public void retried() {
    retries.inc();
  }

  @Override
  public void rateLimited() {
    rateLimited.inc();
  }

  @Override
  public void failed(FailureKind why) {
    counter(PaperbeamMetrics.LLM_FAILED + why.label()).inc();
  }

  @Override
  public long waiting(long nanos) {
    MetricsWatch.look();
    return Math.min(nanos, BETWEEN_LOOKS.toNanos());
  }

  @Override
  public void answered(PaidCall call, long costMicroUsd, long latencyMillis) {
    promptTokens.inc(call.getPromptTokens());
    cachedTokens.inc(call.getCachedTokens());
    completionTokens.inc(call.getCompletionTokens());
    cost.inc(costMicroUsd);
    latency.update(latencyMillis);
    lastAnswer.set(clock.instant().getEpochSecond());
  }

  @Override
  public void throttled(long millis) {
    throttled.inc(millis);
    throttledForRunner.inc(millis);
  }

  @Override
  public void inFlight(int calls) {
    inFlight.set(calls);
  }

  /** A paper has its outcome. */
  void decided() {
    decided.inc();
  }
}

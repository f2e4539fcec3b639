package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.metrics.PaperbeamMetrics;

class BeamLaneMetricsTest {
  private static final Instant ANSWERED = Instant.parse("2026-11-21T23:07:18.900Z");

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @Test
  void anAnswerIsCountedWithTheTimeAtWhichItCame() {
    pipeline.apply(Create.of("lane")).apply(ParDo.of(new AnsweredFn()));
    MetricsFilter ours =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(PaperbeamMetrics.NAMESPACE))
            .build();
    MetricQueryResults metrics = pipeline.run().metrics().queryMetrics(ours);
    Map<String, Long> gauges = new HashMap<>();
    metrics
        .getGauges()
        .forEach(gauge -> gauges.put(gauge.getName().getName(), gauge.getAttempted().getValue()));
    assertThat(gauges.get(PaperbeamMetrics.LLM_LAST_ANSWER_S), is(ANSWERED.getEpochSecond()));
    assertThat(gauges.get(PaperbeamMetrics.LLM_IN_FLIGHT), is(3L));
    Map<String, Long> counters = new HashMap<>();
    metrics
        .getCounters()
        .forEach(counter -> counters.put(counter.getName().getName(), counter.getAttempted()));
    assertThat(counters.get(PaperbeamMetrics.LLM_COST_MICROUSD), is(70L));
  }

  private static final class AnsweredFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process() {
      BeamLaneMetrics metrics = new BeamLaneMetrics(InstantSource.fixed(ANSWERED));
      metrics.inFlight(3);
      metrics.answered(
          PaidCall.builder()
              .setId("one")
              .setRunId("run")
              .setDate("2025-03-25")
              .setPromptSha256("00")
              .setPromptTokens(100)
              .setCachedTokens(10)
              .setCompletionTokens(20)
              .setBatch(false)
              .build(),
          70,
          1500);
    }
  }
}

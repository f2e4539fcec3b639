package org.paperbeam.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.pipeline.progress.ProgressNumbers;

/** What a step counts is seen while it works on its only element. */
class RunningMetricsIT {
  private static final CountDownLatch SEEN = new CountDownLatch(1);
  private static final AtomicLong CALLS = new AtomicLong();

  @Test
  void aStepsCountersAreSeenBeforeItsEndAndAreExactAtItsEnd() {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setParallelism(1);
    options.setNumberOfExecutionRetries(0);
    options.setExecutionRetryDelay(0L);
    options.setAttachedMode(false);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Create.of("lane")).apply("Ask", ParDo.of(new UntilSeenFn()));
    PipelineResult job = new FlinkRunnerSetup().start(pipeline);
    long calls = 0;
    while (calls == 0 && !job.waitUntilFinish(Duration.millis(200)).isTerminal()) {
      calls = ProgressNumbers.of(job.metrics()).calls();
    }
    assertThat("calls seen while the step worked", calls, greaterThan(0L));
    SEEN.countDown();
    assertThat(job.waitUntilFinish(), is(PipelineResult.State.DONE));
    assertThat(ProgressNumbers.of(job.metrics()).calls(), is(CALLS.get()));
  }

  /** Calls and answers until somebody has seen it. */
  private static final class UntilSeenFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private final Counter calls =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.LLM_REQUESTS);

    @ProcessElement
    public void process(@Element String lane, OutputReceiver<String> out)
        throws InterruptedException {
      do {
        calls.inc();
        CALLS.incrementAndGet();
        out.output(lane);
      } while (!SEEN.await(100, TimeUnit.MILLISECONDS));
    }
  }
}

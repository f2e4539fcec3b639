package org.paperbeam.runners.direct;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.metrics.DefaultMetricResults;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.joda.time.Duration;
import org.paperbeam.join.HandOverCoder;
import org.paperbeam.metrics.MetricsWatch;
import org.paperbeam.paper.PaperSpill;

/**
 * A job in this process, whose counters can be seen while its steps work, and whose papers wait in
 * a file: DirectRunner holds all elements between two steps as objects. For the same reason groups
 * hand their elements over, unless the runner is asked to look at their coders. For one thread.
 */
final class DirectJob implements PipelineResult {
  private final PipelineResult job;
  private final RunningSteps running;
  private final MetricsWatch.Scope looking;

  /** The spill is not closed with the job: steps that end a little later read in it. */
  private final PaperSpill.Scope spilling;

  private final HandOverCoder.Scope handing;
  private boolean ended;

  private DirectJob(Pipeline pipeline) {
    this.running = new RunningSteps();
    this.looking = MetricsWatch.ofProcess(running::look);
    this.spilling = PaperSpill.create().useInProcess();
    DirectOptions options = pipeline.getOptions().as(DirectOptions.class);
    // Both compare what is encoded once with what is encoded twice.
    boolean looksAtCoders = options.isEnforceEncodability() || options.isEnforceImmutability();
    this.handing = looksAtCoders ? () -> {} : HandOverCoder.useInProcess();
    boolean started = false;
    try {
      this.job = pipeline.run();
      started = true;
    } finally {
      if (!started) {
        end();
      }
    }
  }

  /** Starts the job, which is looked at until it has ended. */
  static DirectJob start(Pipeline pipeline) {
    return new DirectJob(pipeline);
  }

  private void end() {
    if (!ended) {
      ended = true;
      looking.close();
      spilling.close();
      handing.close();
    }
  }

  @Override
  public State getState() {
    return job.getState();
  }

  @Override
  public State cancel() throws IOException {
    return job.cancel();
  }

  @Override
  public State waitUntilFinish() {
    return waitUntilFinish(Duration.ZERO);
  }

  @Override
  public State waitUntilFinish(Duration most) {
    boolean goesOn = false;
    try {
      State state = job.waitUntilFinish(most);
      goesOn = state == null || !state.isTerminal();
      return state;
    } finally {
      if (!goesOn) {
        end();
      }
    }
  }

  /** What Beam knows, and what the steps at work have counted beyond that. */
  @Override
  public MetricResults metrics() {
    MetricQueryResults known = job.metrics().allMetrics();
    Map<MetricKey, Long> ahead = running.counters();
    List<MetricResult<Long>> counters = new ArrayList<>();
    for (MetricResult<Long> counter : known.getCounters()) {
      Long now = ahead.remove(counter.getKey());
      counters.add(
          now == null || now <= counter.getAttempted()
              ? counter
              : MetricResult.attempted(counter.getKey(), now));
    }
    ahead.forEach((key, now) -> counters.add(MetricResult.attempted(key, now)));
    return new DefaultMetricResults(
        counters, known.getDistributions(), known.getGauges(), List.of(), List.of(), List.of());
  }
}

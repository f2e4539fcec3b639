package org.paperbeam.runners.direct;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricsEnvironment;

/**
 * What the steps of this process have counted while they work on an element: DirectRunner of Beam
 * 2.70.0 looks at a step's metrics when it has worked an element through, and the lane is one
 * element that takes hours. Thread-safe.
 */
final class RunningSteps {
  private final Map<MetricKey, Long> counters = new ConcurrentHashMap<>();

  /** Copies the counters of the step that runs in this thread. */
  void look() {
    if (MetricsEnvironment.getCurrentContainer() instanceof MetricsContainerImpl step) {
      step.getCumulative()
          .counterUpdates()
          .forEach(counter -> counters.merge(counter.getKey(), counter.getUpdate(), Math::max));
    }
  }

  /** The counters by now; a step that is done may have counted more since. */
  Map<MetricKey, Long> counters() {
    return new HashMap<>(counters);
  }
}

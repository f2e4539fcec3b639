package org.paperbeam.runners.flink;

import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.core.metrics.MetricUpdates;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.flink.api.common.functions.AbstractRichFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.functions.util.FunctionUtils;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.util.Collector;
import org.paperbeam.metrics.MetricsWatch;

/**
 * A step of Beam's whose metrics Flink shows while an element is worked on, and not only at its
 * end: the lane is one element, and it may take hours. Beam 2.70.0 hands metrics to Flink when a
 * bundle ends ({@code DoFnRunnerWithMetricsUpdate}), and on Flink a step has one bundle.
 *
 * <p>Whenever the step puts something out or is about to wait ({@link MetricsWatch}), at most once
 * a second, its metrics are copied into the group {@value #GROUP} of the operator's metrics; a
 * group of their own, because Beam registers the same names at the end. For one thread, as every
 * function of Flink.
 */
final class WatchedStep<InputT, OutputT> extends AbstractRichFunction
    implements FlatMapFunction<InputT, OutputT> {
  private static final long serialVersionUID = 1L;

  /** The metrics group of what is not at its end yet. */
  static final String GROUP = "running";

  /** Between a metric's namespace and its name; of other marks Flink makes one of its own. */
  static final String SEPARATOR = ".";

  private static final long BETWEEN_COPIES_NANOS = 1_000_000_000;

  private final FlatMapFunction<InputT, OutputT> step;

  /** Read by Flink's own thread. */
  private final ConcurrentHashMap<String, Object> shown = new ConcurrentHashMap<>();

  private transient long lastCopy;

  WatchedStep(FlatMapFunction<InputT, OutputT> step) {
    this.step = step;
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    FunctionUtils.setFunctionRuntimeContext(step, context);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    lastCopy = System.nanoTime();
    FunctionUtils.openFunction(step, context);
  }

  @Override
  public void close() throws Exception {
    FunctionUtils.closeFunction(step);
  }

  @Override
  public void flatMap(InputT element, Collector<OutputT> out) throws Exception {
    try (MetricsWatch.Scope unused = MetricsWatch.ofThread(this::copy)) {
      step.flatMap(element, new WatchedCollector(out));
    }
  }

  /** Copies the metrics of the step that runs in this thread now. */
  private void copy() {
    if (System.nanoTime() - lastCopy < BETWEEN_COPIES_NANOS) {
      return;
    }
    lastCopy = System.nanoTime();
    if (MetricsEnvironment.getCurrentContainer() instanceof MetricsContainerImpl now) {
      MetricUpdates totals = now.getCumulative();
      totals.counterUpdates().forEach(m -> show(m, m.getUpdate()));
      totals.gaugeUpdates().forEach(m -> show(m, m.getUpdate().value()));
      totals.distributionUpdates().forEach(m -> show(m, m.getUpdate().extractResult()));
    }
  }

  private void show(MetricUpdates.MetricUpdate<?> metric, Object value) {
    MetricName metricName = metric.getKey().metricName();
    String name = metricName.getNamespace() + SEPARATOR + metricName.getName();
    if (shown.put(name, value) == null) {
      Gauge<Object> gauge = () -> shown.get(name);
      getRuntimeContext().getMetricGroup().addGroup(GROUP).gauge(name, gauge);
    }
  }

  private final class WatchedCollector implements Collector<OutputT> {
    private final Collector<OutputT> out;

    WatchedCollector(Collector<OutputT> out) {
      this.out = out;
    }

    @Override
    public void collect(OutputT output) {
      copy();
      out.collect(output);
    }

    @Override
    public void close() {
      out.close();
    }
  }
}

package org.paperbeam.runners.direct;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.apache.beam.runners.direct.Clock;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.direct.DirectRunner.DirectPipelineResult;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Beam's DirectRunner with a clock that keeps it quiet while a job waits, see {@link PausingClock}.
 * Everything else is DirectRunner's.
 */
public final class QuietDirectRunner extends PipelineRunner<DirectPipelineResult> {
  private final DirectRunner runner;

  private QuietDirectRunner(DirectRunner runner) {
    this.runner = runner;
  }

  /** How Beam makes a runner. */
  public static QuietDirectRunner fromOptions(PipelineOptions options) {
    return with(options, new PausingClock());
  }

  /** A runner with that clock, for one job. */
  static QuietDirectRunner with(PipelineOptions options, Clock clock) {
    DirectRunner runner = DirectRunner.fromOptions(options);
    setClock(runner, clock);
    return new QuietDirectRunner(runner);
  }

  DirectRunner runner() {
    return runner;
  }

  @Override
  public DirectPipelineResult run(Pipeline pipeline) {
    return runner.run(pipeline);
  }

  /** Beam's own seam for tests, which it keeps to its package, in types of a library inside it. */
  private static void setClock(DirectRunner runner, Clock clock) {
    Method setter =
        Arrays.stream(DirectRunner.class.getDeclaredMethods())
            .filter(method -> method.getName().equals("setClockSupplier"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("DirectRunner takes no clock any more"));
    Class<?> supplier = setter.getParameterTypes()[0];
    Object clocks =
        Proxy.newProxyInstance(
            supplier.getClassLoader(),
            new Class<?>[] {supplier},
            (proxy, method, arguments) -> clock);
    try {
      setter.setAccessible(true);
      setter.invoke(runner, clocks);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("DirectRunner takes no clock", e);
    }
  }
}

package org.paperbeam.pipeline.options;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Beam's own options: those of its core and of every runner in this build. */
public final class BeamOptions {
  private BeamOptions() {}

  /** Their names and types. */
  static Map<String, Class<?>> types() {
    Map<String, Class<?>> types = new TreeMap<>();
    types.put("runner", String.class);
    for (Class<? extends PipelineOptions> registered :
        PipelineOptionsFactory.getRegisteredOptions()) {
      for (Method method : registered.getMethods()) {
        String name = method.getName();
        if (method.getParameterCount() == 0
            && (name.matches("get[A-Z].*") || name.matches("is[A-Z].*"))
            && !method.isDefault()) {
          types.putIfAbsent(OptionTable.propertyName(name), method.getReturnType());
        }
      }
    }
    return types;
  }

  /**
   * Reads Beam's options together with our resolved values, so that both show in the job.
   *
   * @throws UsageException when Beam refuses a value
   */
  public static <T extends PipelineOptions> T read(
      List<String> beamArguments, List<String> ourArguments, Class<T> type) {
    String[] all =
        java.util.stream.Stream.concat(beamArguments.stream(), ourArguments.stream())
            .toArray(String[]::new);
    try {
      return PipelineOptionsFactory.fromArgs(all).as(type);
    } catch (IllegalArgumentException e) {
      throw new UsageException("Beam refuses an option: " + firstLine(e), e);
    }
  }

  private static String firstLine(IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}

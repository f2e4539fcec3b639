package org.paperbeam.pipeline.options;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/** Beam's own options: those of its core and of every runner in this build. */
public final class BeamOptions {
  private BeamOptions() {}

  /** Their names and types. */
  static Map<String, Class<?>> types() {
    Map<String, Class<?>> types = new TreeMap<>();
    types.put("runner", String.class);
    for (Class<? extends PipelineOptions> registered : registered()) {
      for (Method method : registered.getMethods()) {
        if (method.getParameterCount() == 0 && isGetter(method) && !method.isDefault()) {
          types.putIfAbsent(OptionTable.propertyName(method.getName()), method.getReturnType());
        }
      }
    }
    return types;
  }

  /**
   * What {@link PipelineOptionsFactory#getRegisteredOptions} says, without that class: it checks
   * every interface when it is loaded, which takes longer than all else that a wrong option needs.
   */
  static Set<Class<? extends PipelineOptions>> registered() {
    Set<Class<? extends PipelineOptions>> all = new LinkedHashSet<>();
    all.add(PipelineOptions.class);
    for (PipelineOptionsRegistrar registrar :
        ServiceLoader.load(PipelineOptionsRegistrar.class, BeamOptions.class.getClassLoader())) {
      registrar.getPipelineOptions().forEach(all::add);
    }
    return all;
  }

  private static boolean isGetter(Method method) {
    String name = method.getName();
    int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
    return prefix > 0 && name.length() > prefix && Character.isUpperCase(name.charAt(prefix));
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

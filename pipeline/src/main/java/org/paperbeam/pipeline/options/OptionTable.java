package org.paperbeam.pipeline.options;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The options of one command, in the order of the help: every getter of an options interface that
 * carries a {@link Setting}. Immutable.
 */
public final class OptionTable {
  private final Map<String, OptionSpec> byName = new LinkedHashMap<>();

  private OptionTable(List<OptionSpec> specs) {
    specs.forEach(spec -> byName.put(spec.name(), spec));
  }

  /** The options that an interface declares or inherits. */
  public static OptionTable of(Class<? extends PipelineOptions> type) {
    List<OptionSpec> specs = new ArrayList<>();
    for (Method method : type.getMethods()) {
      Setting setting = method.getAnnotation(Setting.class);
      if (setting != null) {
        Class<?> owner = method.getDeclaringClass();
        specs.add(
            new OptionSpec(
                propertyName(method.getName()),
                owner.getAnnotation(Description.class).value(),
                method.getAnnotation(Description.class).value(),
                setting));
      }
    }
    specs.sort(Comparator.comparingInt(spec -> spec.setting().order()));
    return new OptionTable(specs);
  }

  /** {@code getLlmUrl} is {@code llmUrl}. */
  static String propertyName(String getter) {
    String bare = getter.substring(getter.startsWith("is") ? 2 : 3);
    return Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
  }

  /** The option of that name, if the command takes it. */
  public Optional<OptionSpec> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All of them, in the order of the help. */
  public List<OptionSpec> specs() {
    return List.copyOf(byName.values());
  }

  /** Their names, in the order of the help. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }
}

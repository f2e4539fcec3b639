package org.paperbeam.pipeline.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The texts of a command's options after precedence: command line, then profile, then default. Each
 * has been read, so it is allowed, and is written as it was understood, for example without a slash
 * at a URL's end. {@link #as} reads them by their declaration. Immutable.
 */
public final class Values {
  /** Where a value comes from. */
  public enum Origin {
    COMMAND_LINE,
    PROFILE,
    DEFAULT
  }

  private record Value(OptionSpec spec, String text, Origin origin) {}

  private final Map<String, Value> values = new LinkedHashMap<>();

  private Values() {}

  /**
   * Reads all values.
   *
   * @param commandLine texts by name
   * @param profile texts by name, of which those that the command does not take are left out
   * @throws UsageException at the first bad value
   */
  public static Values resolve(
      OptionTable table, Map<String, String> commandLine, Map<String, String> profile) {
    Values resolved = new Values();
    for (OptionSpec spec : table.specs()) {
      String name = spec.name();
      if (commandLine.containsKey(name)) {
        resolved.put(spec, commandLine.get(name), Origin.COMMAND_LINE);
      } else if (profile.containsKey(name)) {
        resolved.put(spec, profile.get(name), Origin.PROFILE);
      } else if (!spec.setting().initial().isEmpty()) {
        resolved.put(spec, spec.setting().initial(), Origin.DEFAULT);
      }
    }
    return resolved;
  }

  private void put(OptionSpec spec, String text, Origin origin) {
    values.put(spec.name(), new Value(spec, spec.canonical(text), origin));
  }

  /** Where the value comes from; empty when there is none. */
  public Optional<Origin> origin(String name) {
    return Optional.ofNullable(values.get(name)).map(Value::origin);
  }

  /** The same values, every path changed so. */
  public Values withPaths(UnaryOperator<String> change) {
    Values changed = new Values();
    values.forEach(
        (name, value) ->
            changed.values.put(
                name,
                value.spec().setting().type() == ValueType.PATH
                    ? new Value(value.spec(), change.apply(value.text()), value.origin())
                    : value));
    return changed;
  }

  /** The values by their declaration; an option without a value and default gives null. */
  public <T extends PipelineOptions> T as(Class<T> declaration) {
    return BeamOptions.read(List.of(), asArguments(), declaration);
  }

  /** All values as arguments, {@code --name=value}, for Beam. */
  public List<String> asArguments() {
    List<String> arguments = new ArrayList<>();
    values.forEach((name, value) -> arguments.add("--" + name + "=" + value.text()));
    return arguments;
  }
}

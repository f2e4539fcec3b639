package org.paperbeam.pipeline.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The values of a command's options after precedence: command line, then profile, then default.
 * Every value has been read, so it is of its option's type. Immutable.
 */
public final class Values {
  /** Where a value comes from. */
  public enum Origin {
    COMMAND_LINE,
    PROFILE,
    DEFAULT
  }

  private record Value(Object value, String text, Origin origin) {}

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
    values.put(spec.name(), new Value(spec.read(text), text.strip(), origin));
  }

  /** Where the value comes from; empty when there is none. */
  public Optional<Origin> origin(String name) {
    return Optional.ofNullable(values.get(name)).map(Value::origin);
  }

  /** Whether there is a value, the default included. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value, or empty when the option has neither a value nor a default. */
  public <T> Optional<T> find(String name, Class<T> type) {
    return Optional.ofNullable(values.get(name)).map(Value::value).map(type::cast);
  }

  /** The value of an option that has a default. */
  public <T> T get(String name, Class<T> type) {
    return find(name, type).orElseThrow(() -> new IllegalStateException("no value for " + name));
  }

  /** A list's members; empty when the option has no value. */
  public List<String> list(String name) {
    List<?> members = find(name, List.class).orElse(List.of());
    return members.stream().map(String.class::cast).toList();
  }

  /** The same values, the text of one of them changed if it has any. */
  public Values with(String name, UnaryOperator<String> change) {
    Values changed = new Values();
    changed.values.putAll(values);
    changed.values.computeIfPresent(
        name,
        (unused, old) -> {
          String text = change.apply(old.text());
          return new Value(text, text, old.origin());
        });
    return changed;
  }

  /** All values as arguments, {@code --name=value}, for Beam. */
  public List<String> asArguments() {
    List<String> arguments = new ArrayList<>();
    values.forEach((name, value) -> arguments.add("--" + name + "=" + value.text()));
    return arguments;
  }
}

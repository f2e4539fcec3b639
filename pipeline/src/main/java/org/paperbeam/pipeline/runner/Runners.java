package org.paperbeam.pipeline.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.UsageException;

/** The runners of this build. */
public final class Runners {
  private static final String FIRST_CHOICE = "DirectRunner";

  private Runners() {}

  /** The runners whose modules are on the class path, by name. */
  public static List<RunnerSetup> all() {
    return ServiceLoader.load(RunnerSetup.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(RunnerSetup::runnerName))
        .toList();
  }

  /**
   * Beam's options of a call, with the runner and its defaults filled in.
   *
   * @throws UsageException when {@code --runner} names one that is not in this build
   */
  public static List<String> beamArguments(CommandLine line) {
    RunnerSetup chosen = chosen(line);
    List<String> arguments = new ArrayList<>();
    chosen.defaults(line).forEach((name, value) -> fill(arguments, line, name, value));
    arguments.add("--runner=" + chosen.runnerName());
    line.beams().stream().filter(b -> !b.startsWith("--runner=")).forEach(arguments::add);
    return arguments;
  }

  /**
   * The runner of a call.
   *
   * @throws UsageException when {@code --runner} names one that is not in this build
   */
  public static RunnerSetup chosen(CommandLine line) {
    List<RunnerSetup> offered = all();
    String wanted = line.beam("runner").orElse(null);
    Optional<RunnerSetup> chosen =
        wanted == null
            ? offered.stream()
                .filter(r -> r.runnerName().equals(FIRST_CHOICE))
                .findFirst()
                .or(() -> offered.stream().findFirst())
            : offered.stream().filter(r -> isNamed(r.runnerName(), wanted)).findFirst();
    if (chosen.isEmpty()) {
      List<String> names = offered.stream().map(RunnerSetup::runnerName).toList();
      throw new UsageException(
          (wanted == null ? "no runner" : "--runner=" + wanted + ": no such runner")
              + " in this build; there is "
              + (names.isEmpty() ? "none" : String.join(", ", names)));
    }
    return chosen.get();
  }

  private static boolean isNamed(String name, String wanted) {
    return name.equalsIgnoreCase(wanted.substring(wanted.lastIndexOf('.') + 1));
  }

  private static void fill(List<String> arguments, CommandLine line, String name, String value) {
    boolean given =
        line.beams().stream()
            .anyMatch(b -> b.equals("--" + name) || b.startsWith("--" + name + "="));
    if (!given) {
      arguments.add("--" + name + "=" + value);
    }
  }
}

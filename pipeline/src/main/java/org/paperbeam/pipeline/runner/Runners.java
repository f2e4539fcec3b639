package org.paperbeam.pipeline.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.UsageException;

/** The runners of this build. */
public final class Runners {
  private static final String FIRST_CHOICE = "DirectRunner";

  /** The launcher builds the module of the runner that is asked for, and knows all of them. */
  private static final String KNOWN_TO_LAUNCHER = "paperbeam.runners";

  private Runners() {}

  /** The runners whose modules are on the class path, by name. */
  public static List<RunnerSetup> all() {
    return ServiceLoader.load(RunnerSetup.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(RunnerSetup::runnerName))
        .toList();
  }

  /**
   * The names that {@code --runner} takes: those on the class path, and those that the launcher
   * would put there.
   */
  public static List<String> known() {
    SortedSet<String> names = new TreeSet<>();
    all().forEach(runner -> names.add(runner.runnerName()));
    for (String name : System.getProperty(KNOWN_TO_LAUNCHER, "").split("[\\s,]+")) {
      if (name.matches("[A-Za-z]+")) {
        names.add(name);
      }
    }
    // The one that needs nothing first.
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(Comparator.comparing((String name) -> !name.equals(FIRST_CHOICE)));
    return sorted;
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
      List<String> names = known();
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

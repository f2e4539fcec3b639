package org.paperbeam.pipeline.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The options of one call, sorted into ours and Beam's. Names are known and have a value; values
 * are not read yet. Immutable.
 *
 * @param ours text by name
 * @param beams as Beam reads them, {@code --name=value}
 */
public record CommandLine(Map<String, String> ours, List<String> beams) {

  public CommandLine {
    ours = Map.copyOf(ours);
    beams = List.copyOf(beams);
  }

  /**
   * Sorts the arguments that follow the command.
   *
   * @param command for messages
   * @param table what the command takes
   * @param everything what all commands take, to tell an option that is not for this command
   * @param takesBeam which of Beam's options the command takes
   * @throws UsageException at the first argument that is wrong; never shows a value of an option it
   *     does not know, which may be a key
   */
  public static CommandLine parse(
      List<String> arguments,
      String command,
      OptionTable table,
      OptionTable everything,
      Predicate<String> takesBeam) {
    Map<String, String> ours = new LinkedHashMap<>();
    List<String> beams = new ArrayList<>();
    for (String argument : arguments) {
      if (!argument.startsWith("--") || argument.length() == 2 || argument.startsWith("--=")) {
        throw new UsageException(
            "an argument that is no option: write every option as --name=value (see ./paperbeam"
                + " help "
                + command
                + ")");
      }
      int equals = argument.indexOf('=');
      String name = argument.substring(2, equals < 0 ? argument.length() : equals);
      Optional<OptionSpec> spec = table.find(name);
      if (spec.isPresent()) {
        String value = equals < 0 ? alone(spec.get()) : argument.substring(equals + 1);
        if (ours.put(name, value) != null) {
          throw new UsageException("--" + name + " is given twice");
        }
      } else if (everything.find(name).isPresent()) {
        throw new UsageException("--" + name + " is not an option of " + command);
      } else if (takesBeam.test(name)) {
        beams.add(beamArgument(name, argument, table));
      } else {
        throw unknown(name, table.names());
      }
    }
    return new CommandLine(ours, beams);
  }

  private static String alone(OptionSpec spec) {
    if (spec.isFlag()) {
      return "true";
    }
    throw new UsageException(
        "--" + spec.name() + ": no value: write --" + spec.name() + "=VALUE; it " + spec.allowed());
  }

  private static String beamArgument(String name, String argument, OptionTable table) {
    Map<String, Class<?>> known = BeamOptions.types();
    Class<?> type = known.get(name);
    if (type == null) {
      List<String> names = new ArrayList<>(table.names());
      if (DidYouMean.among(names, name).isEmpty()) {
        names.addAll(known.keySet());
      }
      throw unknown(name, names);
    }
    boolean flag = type == boolean.class || type == Boolean.class;
    if (argument.endsWith("=") || (argument.indexOf('=') < 0 && !flag)) {
      throw new UsageException("--" + name + ": no value: write --" + name + "=VALUE");
    }
    return argument;
  }

  private static UsageException unknown(String name, List<String> known) {
    return new UsageException(
        "unknown option --"
            + name.replaceAll("\\p{Cntrl}+", " ")
            + DidYouMean.hint(known, name, "--")
            + "; ./paperbeam help lists the options");
  }

  /** The value of one of Beam's options as it was given, or empty. */
  public Optional<String> beam(String name) {
    String prefix = "--" + name + "=";
    return beams.stream()
        .filter(b -> b.startsWith(prefix))
        .map(b -> b.substring(prefix.length()))
        .reduce((first, last) -> last);
  }
}

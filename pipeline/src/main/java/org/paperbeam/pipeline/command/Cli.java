package org.paperbeam.pipeline.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.paperbeam.arxiv.ClientVersion;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.DidYouMean;
import org.paperbeam.pipeline.options.EveryOption;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.UsageException;

/**
 * Finds the command, reads its options, runs it. Bad usage is one line on standard error and exit
 * code 2; no exception leaves it, and no stack trace without {@code --verbose}.
 */
final class Cli {
  private static final List<String> HELP = List.of("help", "--help", "-h");
  private static final List<String> VERSION = List.of("--version", "version", "-V");

  private static final String COMPLETION = "completion";

  private final List<Command> commands;

  Cli(List<Command> commands) {
    this.commands = List.copyOf(commands);
  }

  /** Runs the command that the first argument names; returns the exit code. */
  int run(String[] arguments, Console console) {
    boolean verbose = Arrays.asList(arguments).stream().anyMatch(Cli::asksForVerbose);
    Logs.configure(verbose, console.err(), console.terminal());
    try {
      return dispatch(Arrays.asList(arguments), console);
    } catch (UsageException e) {
      console.err().println("paperbeam: " + e.getMessage());
      if (verbose) {
        e.printStackTrace(console.err());
      }
      return Command.BAD_USAGE;
    } catch (OutOfMemoryError e) {
      MemoryEnd.ofProcess().note();
      console.err().println("paperbeam: failed: " + MemoryEnd.REASON);
      return Command.FAILED;
    } catch (RuntimeException e) {
      console.err().println("paperbeam: failed: " + Reasons.oneLine(e));
      if (verbose) {
        e.printStackTrace(console.err());
      }
      return Command.FAILED;
    }
  }

  private int dispatch(List<String> arguments, Console console) {
    if (arguments.isEmpty()) {
      throw new UsageException("no command: " + names() + "; ./paperbeam help says more");
    }
    String word = arguments.get(0);
    List<String> rest = arguments.subList(1, arguments.size());
    if (VERSION.contains(word)) {
      console.out().println("paperbeam " + ClientVersion.text());
      return Command.DONE;
    }
    if (HELP.contains(word)) {
      return help(rest, console);
    }
    if (word.equals(COMPLETION)) {
      new Completion(commands).script(rest).forEach(console.out()::println);
      return Command.DONE;
    }
    Command command = command(word);
    if (rest.contains("--help") || rest.contains("-h")) {
      return help(List.of(word), console);
    }
    CommandLine line =
        CommandLine.parse(
            named(rest, command),
            word,
            OptionTable.of(command.options()),
            OptionTable.of(EveryOption.class),
            command::takesBeamOption);
    return command.run(line, console);
  }

  /** Gives arguments without a name the names of the options that they stand for. */
  static List<String> named(List<String> arguments, Command command) {
    List<String> named = new ArrayList<>();
    int position = 0;
    for (String argument : arguments) {
      boolean bare = !argument.startsWith("-") && position < command.positions().size();
      named.add(
          bare
              ? "--" + command.positions().get(position++) + "=" + argument
              : command.spelled(argument));
    }
    return named;
  }

  private int help(List<String> rest, Console console) {
    if (rest.size() > 1) {
      throw new UsageException("help takes one command: " + names());
    }
    HelpText text = new HelpText(commands);
    boolean general = rest.isEmpty() || HELP.contains(rest.get(0));
    List<String> lines = general ? text.general() : text.of(command(rest.get(0)));
    lines.forEach(console.out()::println);
    return Command.DONE;
  }

  private Command command(String word) {
    Optional<Command> found = commands.stream().filter(c -> c.name().equals(word)).findFirst();
    return found.orElseThrow(
        () ->
            new UsageException(
                word.startsWith("-")
                    ? "the command comes first: " + names()
                    : "unknown command "
                        + word.replaceAll("\\p{Cntrl}+", " ")
                        + DidYouMean.hint(words(), word, "")
                        + ": there is "
                        + names()));
  }

  private List<String> words() {
    return words(commands);
  }

  /** What may stand after the program's name. */
  static List<String> words(List<Command> commands) {
    List<String> words = new ArrayList<>(commands.stream().map(Command::name).toList());
    words.add(COMPLETION);
    words.add("help");
    return words;
  }

  private String names() {
    return String.join(", ", words());
  }

  private static boolean asksForVerbose(String argument) {
    return argument.equals("--verbose") || argument.equals("--verbose=true");
  }
}

package org.paperbeam.pipeline.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paperbeam.pipeline.options.OptionSpec;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.runner.Runners;

/** The help, made from the commands and the options' own declarations. */
final class HelpText {
  private static final int WIDTH = 96;
  private static final String INDENT = "      ";

  private final List<Command> commands;

  HelpText(List<Command> commands) {
    this.commands = commands;
  }

  /** All commands, and the options of the job. */
  List<String> general() {
    List<String> lines = new ArrayList<>();
    lines.add("Paperbeam: personalised arXiv digests, scored by an LLM.");
    lines.add("");
    lines.add("usage: ./paperbeam COMMAND [--option=value ...]");
    lines.add("");
    lines.add("Commands");
    commands.forEach(c -> lines.add(String.format("  %-10s %s", c.name(), c.summary())));
    lines.add(
        String.format(
            "  %-10s %s", "completion", "what a shell completes: completion bash, or zsh"));
    lines.add(String.format("  %-10s %s", "help", "this text, or a command's: help COMMAND"));
    Optional<Command> job = commands.stream().filter(c -> c.name().equals("run")).findFirst();
    job.ifPresent(
        run -> {
          lines.add("");
          lines.add("Options of run");
          lines.addAll(options(run));
        });
    lines.add("");
    lines.add("Exit codes");
    lines.add("  0 all days complete, 1 failed, 2 bad usage, 3 partial: some papers not scored");
    return lines;
  }

  /** One command and its options. */
  List<String> of(Command command) {
    List<String> lines = new ArrayList<>();
    lines.add("./paperbeam " + command.name() + ": " + command.summary());
    lines.addAll(options(command));
    command.notes().forEach(note -> lines.addAll(wrap(note, "")));
    return lines;
  }

  private static List<String> options(Command command) {
    List<String> lines = new ArrayList<>();
    String subject = "";
    for (OptionSpec spec : OptionTable.of(command.options()).specs()) {
      if (!spec.subject().equals(subject)) {
        subject = spec.subject();
        lines.add("");
        lines.add(subject);
      }
      lines.add("  --" + spec.name() + "=" + placeholder(spec) + initial(spec));
      lines.addAll(wrap(spec.meaning(), INDENT));
    }
    if (command.takesBeamOptions()) {
      lines.add("");
      lines.add("Beam");
      lines.add("  Beam's own options work beside these, such as");
      lines.add("  --runner=NAME  [" + String.join(", ", Runners.known()) + "]");
      Runners.all().forEach(runner -> lines.addAll(runner.help()));
      if (Runners.known().size() > Runners.all().size()) {
        lines.add(
            "  ./paperbeam "
                + command.name()
                + " --runner=NAME --help lists what that runner takes beside these.");
      }
    }
    if (command.options().equals(RunOptions.class)) {
      lines.add("");
      lines.addAll(
          wrap(
              "The command line wins over profile.yaml, which wins over the defaults. A key is"
                  + " never an option: the options say where it is.",
              ""));
    }
    return lines;
  }

  private static String initial(OptionSpec spec) {
    return spec.initialText().isEmpty() ? "" : "  [" + spec.initialText() + "]";
  }

  private static String placeholder(OptionSpec spec) {
    return switch (spec.setting().type()) {
      case TEXT, PATH -> "TEXT";
      case VARIABLE, SECRET -> "NAME";
      case URL -> "URL";
      case DATE -> "YYYY-MM-DD";
      case WHOLE, NUMBER -> "N";
      case FLAG -> "true|false";
      case WORD -> String.join("|", spec.setting().words());
      case WORDS -> String.join(",", spec.setting().words());
      case LANGUAGE -> "LANGUAGE";
      case CATEGORIES -> "cs.LG,...";
    };
  }

  private static List<String> wrap(String text, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ")) {
      if (line.length() + word.length() >= WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}

package org.paperbeam.pipeline.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.paperbeam.pipeline.options.OptionSpec;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.ValueType;
import org.paperbeam.pipeline.runner.Runners;

/**
 * What a shell completes after {@code ./paperbeam}: commands, their options, and the values of
 * those that take one of some words. Made from the commands and the options' own declarations.
 */
final class Completion {
  private static final String SHELLS = "allowed are bash and zsh";

  private final List<Command> commands;

  Completion(List<Command> commands) {
    this.commands = commands;
  }

  /**
   * The script for a shell.
   *
   * @throws UsageException when there is none
   */
  List<String> script(List<String> arguments) {
    if (arguments.size() != 1) {
      throw new UsageException("completion takes one shell: " + SHELLS);
    }
    return switch (arguments.get(0)) {
      case "bash" -> bash();
      case "zsh" -> zsh();
      default -> throw new UsageException("completion " + arguments.get(0) + ": " + SHELLS);
    };
  }

  /** The words that an option takes; empty when it takes others, too. */
  private static List<String> values(OptionSpec spec) {
    return spec.isFlag() ? List.of("true", "false") : List.of(spec.setting().words());
  }

  private static boolean isPath(OptionSpec spec) {
    return spec.setting().type() == ValueType.PATH;
  }

  private static List<OptionSpec> options(Command command) {
    return OptionTable.of(command.options()).specs();
  }

  // ---- bash

  private List<String> bash() {
    List<String> lines = new ArrayList<>();
    lines.add("# Completion for bash. Put this into ~/.bashrc:");
    lines.add("#   source <(./paperbeam completion bash)");
    lines.add("_paperbeam() {");
    lines.add("  local current=${COMP_WORDS[COMP_CWORD]} option='' words=''");
    lines.add("  COMPREPLY=()");
    lines.add("  if [ \"$COMP_CWORD\" = 1 ]; then");
    lines.add(
        "    COMPREPLY=($(compgen -W '"
            + String.join(" ", Cli.words(commands))
            + "' -- \"$current\"))");
    lines.add("    compopt +o nospace 2>/dev/null");
    lines.add("    return");
    lines.add("  fi");
    lines.add("  # The shell takes --option=value for three words.");
    lines.add("  if [ \"$current\" = = ]; then");
    lines.add("    option=${COMP_WORDS[COMP_CWORD-1]} current=''");
    lines.add("  elif [ \"${COMP_WORDS[COMP_CWORD-1]}\" = = ]; then");
    lines.add("    option=${COMP_WORDS[COMP_CWORD-2]}");
    lines.add("  fi");
    lines.add("  if [ -n \"$option\" ]; then");
    lines.add("    case $option in");
    bashValues().forEach((words, names) -> lines.add(bashCase(names, words)));
    lines.add("    esac");
    lines.add("    [ -z \"$words\" ] || COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))");
    lines.add("    compopt +o nospace 2>/dev/null");
    lines.add("    return");
    lines.add("  fi");
    lines.add("  case ${COMP_WORDS[1]} in");
    for (Command command : commands) {
      lines.add("    " + command.name() + ") words='" + bashOptions(command) + "' ;;");
    }
    lines.add("    help) words='" + names() + "' ;;");
    lines.add("    completion) words='bash zsh' ;;");
    lines.add("  esac");
    lines.add("  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))");
    lines.add("}");
    lines.add("complete -o nospace -o default -F _paperbeam paperbeam ./paperbeam");
    return lines;
  }

  private String names() {
    return commands.stream().map(Command::name).collect(Collectors.joining(" "));
  }

  private static String bashOptions(Command command) {
    List<String> words = new ArrayList<>();
    options(command).forEach(spec -> words.add("--" + spec.name() + "="));
    if (command.takesBeamOptions()) {
      words.add("--runner=");
    }
    return String.join(" ", words);
  }

  /** The options by the words that they take. */
  private Map<String, List<String>> bashValues() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Command command : commands) {
      for (OptionSpec spec : options(command)) {
        if (!values(spec).isEmpty()) {
          List<String> same =
              names.computeIfAbsent(String.join(" ", values(spec)), words -> new ArrayList<>());
          if (!same.contains("--" + spec.name())) {
            same.add("--" + spec.name());
          }
        }
      }
    }
    names.put(String.join(" ", Runners.known()), List.of("--runner"));
    return names;
  }

  private static String bashCase(List<String> names, String words) {
    return "      " + String.join(" | ", names) + ") words='" + words + "' ;;";
  }

  // ---- zsh

  private List<String> zsh() {
    List<String> lines = new ArrayList<>();
    lines.add("#compdef paperbeam");
    lines.add("# Completion for zsh. Put this into ~/.zshrc, after compinit:");
    lines.add("#   source <(./paperbeam completion zsh)");
    lines.add("_paperbeam() {");
    lines.add("  if (( CURRENT == 2 )); then");
    lines.add("    local -a words_of_it=(");
    for (Command command : commands) {
      lines.add("      '" + command.name() + ":" + plain(command.summary()) + "'");
    }
    lines.add("      'completion:what bash or zsh completes'");
    lines.add("      'help:all commands and options, or those of one'");
    lines.add("    )");
    lines.add("    _describe command words_of_it");
    lines.add("    return");
    lines.add("  fi");
    lines.add("  case $words[2] in");
    for (Command command : commands) {
      lines.add("    " + command.name() + ")");
      lines.add("      _arguments \\");
      for (OptionSpec spec : options(command)) {
        lines.add("        '" + zshOption(spec) + "' \\");
      }
      if (command.takesBeamOptions()) {
        String runners = String.join(" ", Runners.known());
        lines.add("        '--runner=[where the job runs]:runner:(" + runners + ")' \\");
      }
      lines.add("        '*:argument:_files' ;;");
    }
    lines.add("    help) compadd " + names() + " ;;");
    lines.add("    completion) compadd bash zsh ;;");
    lines.add("  esac");
    lines.add("}");
    lines.add("compdef _paperbeam paperbeam ./paperbeam");
    return lines;
  }

  private static String zshOption(OptionSpec spec) {
    String action =
        isPath(spec)
            ? "_files"
            : values(spec).isEmpty() ? " " : "(" + String.join(" ", values(spec)) + ")";
    return "--%s=[%s]:%s:%s".formatted(spec.name(), plain(spec.meaning()), spec.name(), action);
  }

  /** What the shell reads no sign in. */
  private static String plain(String text) {
    String words = text.replace("'", "’").replaceAll("[\\[\\]:\\\\`$]", " ").strip();
    return words.replaceAll("\\s+", " ");
  }
}

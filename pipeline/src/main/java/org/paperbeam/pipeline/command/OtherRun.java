package org.paperbeam.pipeline.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperbeam.hash.Sha256;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.EveryOption;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.storage.Folder;

/**
 * The run that {@code evaluate --with} compares with: the days of an output folder once more, with
 * other options. It has a folder of its own below {@code evaluations/with/}, by its options, and
 * the ledger and the listings of that output: what is known is neither paid nor asked for again.
 *
 * @param line the call of {@code run}
 * @param output where it leaves its records
 */
record OtherRun(CommandLine line, Folder output) {
  /** A word; what stands in quotes may hold blanks. */
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

  /** What the command says itself. */
  private static final List<String> OURS = List.of("date", "from", "to", "output", "ledger");

  /**
   * Reads the options.
   *
   * @param text as {@code --with} has it
   * @param run the command that takes them
   * @param from the first date, ISO
   * @param to the last one
   * @throws UsageException naming the option that is wrong
   */
  static OtherRun of(String text, Command run, Folder output, String from, String to) {
    List<String> words = words(text);
    CommandLine given;
    try {
      given =
          CommandLine.parse(
              words,
              run.name(),
              OptionTable.of(run.options()),
              OptionTable.of(EveryOption.class),
              run::takesBeamOption);
    } catch (UsageException e) {
      throw new UsageException("--with: " + e.getMessage(), e);
    }
    for (String name : OURS) {
      if (given.ours().containsKey(name)) {
        throw new UsageException("--with: --" + name + " is what evaluate says: leave it away");
      }
    }
    Folder folder =
        output.folder("evaluations/with/" + Sha256.of(String.join("\n", words)).substring(0, 12));
    Map<String, String> ours = new HashMap<>(given.ours());
    ours.put("from", from);
    ours.put("to", to);
    ours.put("output", folder.toString());
    ours.put("ledger", output.folder("ledger").toString());
    ours.putIfAbsent("listingCache", output.folder("listings").toString());
    return new OtherRun(new CommandLine(ours, given.beams()), folder);
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    int end = 0;
    while (word.find()) {
      if (!text.substring(end, word.start()).isBlank()) {
        break;
      }
      words.add(word.group().replaceAll("[\"']", ""));
      end = word.end();
    }
    if (!text.substring(end).isBlank() || words.isEmpty()) {
      throw new UsageException(
          "--with: options of run, each as --name=value, with quotes around one that holds blanks");
    }
    return words;
  }
}

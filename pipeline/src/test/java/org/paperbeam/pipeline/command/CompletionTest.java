package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.OptionSpec;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.UsageException;

/** What a shell does with the scripts is tried by {@code .ci/launcher}. */
class CompletionTest {
  private final Completion completion = new Completion(Commands.all());

  private List<String> script(String shell) {
    return completion.script(List.of(shell));
  }

  @Test
  void everyCommandAndOptionStandsInBothScripts() {
    String zsh = String.join("\n", script("zsh"));
    for (Command command : Commands.all()) {
      List<OptionSpec> options = OptionTable.of(command.options()).specs();
      String bash =
          script("bash").stream()
              .filter(line -> line.startsWith("    " + command.name() + ") words='"))
              .findFirst()
              .orElseThrow();
      String block = zsh.substring(zsh.indexOf("\n    " + command.name() + ")\n"));
      block = block.substring(0, block.indexOf(";;"));
      for (OptionSpec option : options) {
        assertThat(bash, containsString("--" + option.name() + "="));
        assertThat(block, containsString("'--" + option.name() + "=["));
      }
    }
    assertThat(script("zsh").get(0), is("#compdef paperbeam"));
  }

  @Test
  void valuesOfWordsAreCompleted() {
    assertThat(script("bash"), hasItem("      --source) words='rss api oai snapshot' ;;"));
    assertThat(
        script("zsh").stream().map(String::strip).toList(), hasItem(startsWith("'--source=[")));
    String source =
        script("zsh").stream().filter(line -> line.contains("'--source=[")).findFirst().get();
    assertThat(source, containsString("]:source:(rss api oai snapshot)'"));
  }

  @Test
  void noTextOfTheHelpEndsAQuote() {
    for (String shell : List.of("bash", "zsh")) {
      for (String line : script(shell)) {
        assertThat(line, line.chars().filter(c -> c == '\'').count() % 2, is(0L));
      }
    }
  }

  @Test
  void anotherShellIsRefused() {
    UsageException e = assertThrows(UsageException.class, () -> script("fish"));
    assertThat(e.getMessage(), is("completion fish: allowed are bash and zsh"));
    assertThrows(UsageException.class, () -> completion.script(List.of()));
  }
}

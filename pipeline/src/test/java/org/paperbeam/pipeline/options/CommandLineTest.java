package org.paperbeam.pipeline.options;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  private static final OptionTable RUN = OptionTable.of(RunOptions.class);
  private static final OptionTable ALL = OptionTable.of(EveryOption.class);

  private static CommandLine parse(String... arguments) {
    return CommandLine.parse(List.of(arguments), "run", RUN, ALL, name -> true);
  }

  private static String refusal(String... arguments) {
    return assertThrows(UsageException.class, () -> parse(arguments)).getMessage();
  }

  @Test
  void oursAndBeamsAreToldApart() {
    CommandLine line =
        parse("--date=2025-03-25", "--targetParallelism=3", "--titleFilter", "--blockOnRun");
    assertThat(line.ours(), is(Map.of("date", "2025-03-25", "titleFilter", "true")));
    assertThat(line.beams(), is(List.of("--targetParallelism=3", "--blockOnRun")));
    assertThat(line.beam("targetParallelism"), is(Optional.of("3")));
    assertThat(line.beam("tempLocation"), is(Optional.empty()));
  }

  @Test
  void aValueMayHoldEqualsSigns() {
    assertThat(parse("--output=a=b").ours(), is(Map.of("output", "a=b")));
  }

  @Test
  void anUnknownOptionIsNamedWithoutItsValue() {
    assertThat(
        refusal("--llmKey=sk-secret"),
        is(
            "unknown option --llmKey (did you mean --llmKeyEnv?);"
                + " ./paperbeam help lists the options"));
    assertThat(
        refusal("--zzzzz=1"), is("unknown option --zzzzz; ./paperbeam help lists the options"));
    assertThat(
        refusal("--minRelevence=1"),
        is(
            "unknown option --minRelevence (did you mean --minRelevance?);"
                + " ./paperbeam help lists the options"));
    assertThat(
        refusal("--targetParalelism=1"),
        is(
            "unknown option --targetParalelism (did you mean --targetParallelism?);"
                + " ./paperbeam help lists the options"));
  }

  @Test
  void anOptionOfAnotherCommandIsNotOfThisOne() {
    assertThat(refusal("--port=1"), is("--port is not an option of run"));
  }

  @Test
  void aMissingValueIsNamedWithWhatIsAllowed() {
    assertThat(
        refusal("--date"),
        is(
            "--date: no value: write --date=VALUE; it must be a date such as 2025-03-25, from"
                + " 1991-08-14 on"));
    assertThat(
        refusal("--targetParallelism"),
        is("--targetParallelism: no value: write --targetParallelism=VALUE"));
  }

  @Test
  void anOptionIsGivenOnce() {
    assertThat(refusal("--date=2025-03-25", "--date=2025-03-26"), is("--date is given twice"));
  }

  @Test
  void whatIsNoOptionIsNotShownAgain() {
    String expected =
        "an argument that is no option: write every option as --name=value (see ./paperbeam help"
            + " run)";
    assertThat(refusal("--date=2025-03-25", "sk-secret"), is(expected));
    assertThat(refusal("--"), is(expected));
    assertThat(refusal("-v"), is(expected));
  }
}

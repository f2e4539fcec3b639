package org.paperbeam.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.direct.DirectOptions;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.runner.RunnerSetup;
import org.paperbeam.pipeline.runner.Runners;

class DirectRunnerSetupTest {
  private final Map<String, String> defaults =
      new DirectRunnerSetup().defaults(new CommandLine(Map.of(), List.of()));

  @Test
  void theApplicationFindsThisRunner() {
    assertThat(
        Runners.all().stream().map(RunnerSetup::runnerName).toList(), is(List.of("DirectRunner")));
  }

  @Test
  void theChecksForTestsAreOffAndTheRunCanBeWatched() {
    assertThat(defaults.get("enforceEncodability"), is("false"));
    assertThat(defaults.get("enforceImmutability"), is("false"));
    assertThat(defaults.get("blockOnRun"), is("false"));
    assertThat(Integer.parseInt(defaults.get("targetParallelism")), greaterThanOrEqualTo(4));
  }

  @Test
  void everyDefaultIsAnOptionOfTheRunner() {
    List<String> getters =
        Arrays.stream(DirectOptions.class.getMethods())
            .map(Method::getName)
            .map(name -> name.replaceFirst("^(get|is)", "").toLowerCase(java.util.Locale.ROOT))
            .toList();
    for (String name : defaults.keySet()) {
      assertThat(getters, hasItem(name.toLowerCase(java.util.Locale.ROOT)));
    }
  }
}

package org.paperbeam.pipeline.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.UsageException;

class RunnersTest {
  @Test
  void theRunnersDefaultsAreFilledIn() {
    assertThat(
        Runners.beamArguments(new CommandLine(Map.of(), List.of())),
        containsInAnyOrder("--blockOnRun=false", "--targetParallelism=2", "--runner=DirectRunner"));
  }

  @Test
  void anOptionOfTheUserWinsOverTheRunnersDefault() {
    List<String> given =
        List.of("--runner=org.apache.beam.runners.direct.directrunner", "--targetParallelism=7");
    assertThat(
        Runners.beamArguments(new CommandLine(Map.of(), given)),
        containsInAnyOrder("--blockOnRun=false", "--targetParallelism=7", "--runner=DirectRunner"));
  }

  @Test
  void theLauncherTellsTheRunnersThatItWouldBuild() {
    assertThat(Runners.known(), is(List.of("DirectRunner")));
    System.setProperty("paperbeam.runners", "FlinkRunner,DataflowRunner,DirectRunner,");
    try {
      assertThat(Runners.known(), is(List.of("DirectRunner", "DataflowRunner", "FlinkRunner")));
    } finally {
      System.clearProperty("paperbeam.runners");
    }
  }

  @Test
  void aRunnerThatIsNotInTheBuildIsRefusedByName() {
    UsageException refused =
        assertThrows(
            UsageException.class,
            () ->
                Runners.beamArguments(new CommandLine(Map.of(), List.of("--runner=SparkRunner"))));
    assertThat(
        refused.getMessage(),
        is("--runner=SparkRunner: no such runner in this build; there is DirectRunner"));
  }
}

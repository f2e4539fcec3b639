package org.paperbeam.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.runner.RunnerSetup;
import org.paperbeam.pipeline.runner.Runners;

class DirectRunnerSetupTest {
  @Test
  void theApplicationFindsThisRunner() {
    assertThat(
        Runners.all().stream().map(RunnerSetup::runnerName).toList(), is(List.of("DirectRunner")));
  }

  @Test
  void beamTakesEveryDefault() {
    List<String> arguments = Runners.beamArguments(new CommandLine(Map.of(), List.of()));
    DirectOptions options =
        PipelineOptionsFactory.fromArgs(arguments.toArray(new String[0])).as(DirectOptions.class);
    assertThat(options.isEnforceEncodability(), is(false));
    assertThat(options.isEnforceImmutability(), is(false));
    assertThat(options.isBlockOnRun(), is(false));
    assertThat(options.getTargetParallelism(), greaterThanOrEqualTo(4));
    assertThat(options.getRunner(), is(DirectRunner.class));
  }
}

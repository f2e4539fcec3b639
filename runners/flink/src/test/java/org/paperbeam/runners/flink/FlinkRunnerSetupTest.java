package org.paperbeam.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.runner.RunnerSetup;
import org.paperbeam.pipeline.runner.Runners;

class FlinkRunnerSetupTest {
  private final FlinkRunnerSetup setup = new FlinkRunnerSetup();

  private static CommandLine line(String... beams) {
    return new CommandLine(Map.of(), List.of(beams));
  }

  @Test
  void theApplicationFindsThisRunner() {
    assertThat(
        Runners.all().stream().map(RunnerSetup::runnerName).toList(), hasItem("FlinkRunner"));
  }

  @Test
  void everyDefaultIsAnOptionOfTheRunner() {
    List<String> getters =
        Arrays.stream(FlinkPipelineOptions.class.getMethods())
            .map(Method::getName)
            .map(name -> name.replaceFirst("^(get|is)", "").toLowerCase(Locale.ROOT))
            .toList();
    for (String name : setup.defaults(line()).keySet()) {
      assertThat(getters, hasItem(name.toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void aJobIsElsewhereWhenTheMasterIs() {
    assertThat(setup.isRemote(line()), is(false));
    assertThat(setup.isRemote(line("--flinkMaster=[local]")), is(false));
    assertThat(setup.isRemote(line("--flinkMaster=host:8081")), is(true));
  }

  @Test
  void aStreamingJobIsRefused() {
    UsageException refused =
        assertThrows(UsageException.class, () -> setup.defaults(line("--streaming=true")));
    assertThat(
        refused.getMessage(), is("--streaming=true: the job is bounded; leave the option out"));
  }

  @Test
  void aMasterThatIsNoneIsRefused() {
    for (String bad : List.of(":8081", "host:port", "host:")) {
      UsageException refused =
          assertThrows(UsageException.class, () -> FlinkCluster.at(bad).close());
      assertThat(refused.getMessage(), is("--flinkMaster=" + bad + ": must be host:port"));
    }
  }
}

package org.paperbeam.runners.dataflow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.dataflow.options.DataflowPipelineWorkerPoolOptions;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.runner.RunnerSetup;
import org.paperbeam.pipeline.runner.Runners;

class DataflowRunnerSetupTest {
  private static final String PROJECT = "--project=my-project";
  private static final String REGION = "--region=europe-west4";
  private static final String TEMP = "--tempLocation=gs://bucket/temp";

  private final DataflowRunnerSetup setup = new DataflowRunnerSetup();

  private static CommandLine line(String... beams) {
    return new CommandLine(Map.of(), List.of(beams));
  }

  private String refusal(String... beams) {
    return assertThrows(UsageException.class, () -> setup.defaults(line(beams))).getMessage();
  }

  @Test
  void theApplicationFindsThisRunner() {
    assertThat(
        Runners.all().stream().map(RunnerSetup::runnerName).toList(), hasItem("DataflowRunner"));
  }

  @Test
  void everyDefaultIsAnOptionOfTheRunner() {
    List<String> getters =
        Arrays.asList(DataflowPipelineOptions.class, DataflowPipelineWorkerPoolOptions.class)
            .stream()
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .map(Method::getName)
            .map(name -> name.replaceFirst("^(get|is)", "").toLowerCase(Locale.ROOT))
            .toList();
    for (String name : setup.defaults(line(PROJECT, REGION, TEMP)).keySet()) {
      assertThat(getters, hasItem(name.toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(
        refusal(REGION, TEMP),
        is(
            "--runner=DataflowRunner needs --project: the id of the Google Cloud project that runs"
                + " the job and pays for it"));
    assertThat(
        refusal(PROJECT, TEMP),
        is(
            "--runner=DataflowRunner needs --region: where the job runs, e.g."
                + " --region=europe-west4"));
    assertThat(
        refusal(PROJECT, REGION),
        startsWith("--runner=DataflowRunner needs --tempLocation=gs://BUCKET/FOLDER"));
  }

  @Test
  void whatCannotWorkIsRefused() {
    assertThat(
        refusal(PROJECT, REGION, "--tempLocation=/tmp"),
        is("--tempLocation=/tmp: must be gs://BUCKET/FOLDER"));
    assertThat(
        refusal(PROJECT, REGION, TEMP, "--stagingLocation=gs://bucket"),
        is("--stagingLocation=gs://bucket: must be gs://BUCKET/FOLDER"));
    assertThat(
        refusal(PROJECT, REGION, TEMP, "--streaming=true"),
        is("--streaming=true: the job is bounded; leave the option out"));
    assertThat(
        refusal(PROJECT, REGION, TEMP, "--templateLocation=gs://bucket/t"),
        is("--templateLocation: the job is written there and not started: add --detached"));
  }

  @Test
  void oneFolderIsEnough() {
    for (String name : List.of("tempLocation", "gcpTempLocation", "stagingLocation")) {
      Map<String, String> defaults =
          setup.defaults(line(PROJECT, REGION, "--" + name + "=gs://bucket/folder"));
      assertThat(defaults.get("tempLocation"), is("gs://bucket/folder"));
    }
  }

  @Test
  void thereIsOneWorkerUntilMoreAreAskedFor() {
    Map<String, String> one = setup.defaults(line(PROJECT, REGION, TEMP));
    assertThat(one.get("numWorkers"), is("1"));
    assertThat(one.get("autoscalingAlgorithm"), is("NONE"));
    Map<String, String> more = setup.defaults(line(PROJECT, REGION, TEMP, "--maxNumWorkers=8"));
    assertThat(more.containsKey("autoscalingAlgorithm"), is(false));
  }

  @Test
  void theHelpFitsTheScreen() {
    for (String line : setup.help()) {
      assertThat(line, line.length(), lessThanOrEqualTo(100));
    }
  }
}

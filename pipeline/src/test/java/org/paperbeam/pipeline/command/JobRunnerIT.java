package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.http.Pace;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.pipeline.report.RunReports;
import org.paperbeam.pipeline.report.RunState;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.pipeline.settings.Source;
import org.paperbeam.records.DaySummary;
import org.paperbeam.storage.Folder;

class JobRunnerIT {
  private static final Instant NOW = Instant.parse("2026-11-21T23:07:18Z");

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<RunSettings> seen = new ArrayList<>();

  private int call(JobGraph graph, String... arguments) {
    JobGraph watched =
        (pipeline, settings) -> {
          seen.add(settings);
          graph.apply(pipeline, settings);
        };
    JobRunner<RunReport> jobs = new JobRunner<>(watched, new RunJobReports());
    Random random = new Random(7);
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("OPENAI_API_KEY", "sk-secret"),
            InstantSource.fixed(NOW),
            false);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--output=" + folder);
    return new Cli(
            List.of(new DemoCommand(jobs, random), new RunCommand(jobs, random, Pace.system())))
        .run(all.toArray(new String[0]), console);
  }

  private RunReport report() throws IOException {
    return RunReports.read(Folder.of(folder.toString()), seen.get(0).runId()).orElseThrow();
  }

  private static DaySummary day(boolean complete) {
    return DaySummary.builder()
        .setDate("2025-03-25")
        .setKind(DayKind.ANNOUNCED)
        .setEntries(1)
        .setListed(1)
        .setDuplicates(0)
        .setAuthorMatches(0)
        .setHIndexFiltered(0)
        .setTitleFiltered(0)
        .setPrefiltered(0)
        .setBelowCutoff(0)
        .setSelected(complete ? 1 : 0)
        .setUnscored(complete ? 0 : 1)
        .setComplete(complete)
        .setWarnings(List.of())
        .build();
  }

  /** A graph whose last step writes that kind of report. */
  private static JobGraph reporting(RunState state) {
    return (pipeline, settings) ->
        pipeline
            .apply(Create.of(settings.runId()))
            .apply(ParDo.of(new ReportFn(settings.output(), state)));
  }

  private static final class ReportFn extends DoFn<String, String> {
    private final Folder output;
    private final RunState state;

    ReportFn(Folder output, RunState state) {
      this.output = output;
      this.state = state;
    }

    @ProcessElement
    public void report(@Element String runId) throws IOException {
      RunReportBuilder builder =
          new RunReportBuilder(runId, NOW).withDays(List.of(day(state != RunState.PARTIAL)));
      if (state == RunState.FAILED) {
        builder.withFailures(
            List.of(
                RunFailure.of(FailureStage.LLM, FailureKind.CREDENTIAL, "the key was rejected")));
      }
      RunReports.write(output, builder.build(NOW));
    }
  }

  private static final class DieFn extends DoFn<String, String> {
    @ProcessElement
    public void die(@Element String unused) {
      throw new UncheckedIOException(new IOException("no space left on the device"));
    }
  }

  private static void dying(Pipeline pipeline, RunSettings settings) {
    pipeline.apply(Create.of(settings.runId())).apply(ParDo.of(new DieFn()));
  }

  /** Pays for an answer that nobody keeps. */
  private static final class PayFn extends DoFn<String, String> {
    private static final Map<String, Long> PAID =
        Map.of(
            PaperbeamMetrics.LLM_REQUESTS, 1L,
            PaperbeamMetrics.LLM_PROMPT_TOKENS, 900L,
            PaperbeamMetrics.LLM_COMPLETION_TOKENS, 90L,
            PaperbeamMetrics.LLM_COST_MICROUSD, 3150L);

    @ProcessElement
    public void pay(@Element String id, OutputReceiver<String> out) {
      PAID.forEach((name, n) -> Metrics.counter(PaperbeamMetrics.NAMESPACE, name).inc(n));
      out.output(id);
    }
  }

  @Test
  void whatAJobPaidAndCouldNotKeepStandsInTheReportOfItsDeath() throws IOException {
    JobGraph graph =
        (pipeline, settings) ->
            pipeline
                .apply(Create.of(settings.runId()))
                .apply(ParDo.of(new PayFn()))
                .apply(Reshuffle.viaRandomKey())
                .apply(ParDo.of(new DieFn()));
    assertThat(call(graph, "run", "--llmModel=gpt-4o"), is(1));
    assertThat(report().llm().requests(), is(1L));
    assertThat(report().llm().promptTokens(), is(900L));
    assertThat(report().llm().completionTokens(), is(90L));
    assertThat(report().llm().costUsd(), is(0.00315));
    assertThat(
        report().warnings().toString(),
        containsString("answers of 900 + 90 tokens ($0.0032) were paid for and not kept"));
  }

  @Test
  void theReportOfTheJobGivesTheExitCode() throws IOException {
    assertThat(call(reporting(RunState.COMPLETE), "run"), is(0));
    assertThat(err.toString(StandardCharsets.UTF_8), is(""));
    assertThat(out.toString(StandardCharsets.UTF_8), containsString("\ncomplete\n"));
    assertThat(report().state(), is(RunState.COMPLETE));
  }

  @Test
  void aPartialJobEndsWithThree() {
    assertThat(call(reporting(RunState.PARTIAL), "run"), is(3));
    assertThat(
        out.toString(StandardCharsets.UTF_8),
        containsString("\npartial: 1 paper of 1 day is not scored, see unscored/\n"));
  }

  @Test
  void aFailedJobEndsWithOneAndItsReason() {
    assertThat(call(reporting(RunState.FAILED), "run"), is(1));
    assertThat(
        out.toString(StandardCharsets.UTF_8), containsString("\nfailed: the key was rejected\n"));
  }

  @Test
  void aJobThatDiesLeavesAFailedReportWithItsReasonAndNoStackTrace() throws IOException {
    assertThat(call(JobRunnerIT::dying, "run"), is(1));
    assertThat(err.toString(StandardCharsets.UTF_8), is(""));
    assertThat(
        out.toString(StandardCharsets.UTF_8),
        startsWith("failed: no space left on the device\nno LLM call\n"));
    assertThat(report().state(), is(RunState.FAILED));
    assertThat(report().reason(), is("no space left on the device"));
  }

  @Test
  void verboseShowsTheStackTrace() {
    assertThat(call(JobRunnerIT::dying, "run", "--verbose"), is(1));
    assertThat(err.toString(StandardCharsets.UTF_8), containsString("\tat "));
  }

  @Test
  void aGraphThatRefusesItsSettingsIsBadUsageAndWritesNothing() throws IOException {
    int code =
        call(
            (pipeline, settings) -> {
              throw new UsageException("--x: not so");
            },
            "run");
    assertThat(code, is(2));
    assertThat(
        err.toString(StandardCharsets.UTF_8),
        is("paperbeam: --x: not so" + System.lineSeparator()));
    try (var files = Files.list(folder)) {
      assertThat(files.count(), is(0L));
    }
  }

  @Test
  void aJobThatEndsWithTheCommandCannotBeLeft() throws IOException {
    assertThat(call(reporting(RunState.COMPLETE), "run", "--detached"), is(2));
    assertThat(
        err.toString(StandardCharsets.UTF_8),
        startsWith("paperbeam: --detached: this job ends with the command; it needs a cluster"));
    try (var files = Files.list(folder)) {
      assertThat(files.count(), is(0L));
    }
  }

  @Test
  void noReportIsAFailure() throws IOException {
    assertThat(
        call((pipeline, settings) -> pipeline.apply(Create.of(settings.runId())), "run"), is(1));
    assertThat(report().reason(), is("the job ended without a report; this is a bug"));
  }

  @Test
  void aFailureThatCannotBeReportedIsTold() throws IOException {
    Files.writeString(folder.resolve("runs"), "a file where a folder should be");
    assertThat(call(JobRunnerIT::dying, "run"), is(1));
    assertThat(
        err.toString(StandardCharsets.UTF_8),
        startsWith("paperbeam: no report could be written: cannot write "));
    assertThat(
        out.toString(StandardCharsets.UTF_8), startsWith("failed: no space left on the device\n"));
  }

  @Test
  void theDemoListsItsSampleAndScoresOffline() {
    assertThat(call(reporting(RunState.COMPLETE), "demo"), is(0));
    assertThat(seen.get(0).source(), is(Source.SAMPLE));
    assertThat(seen.get(0).start().command(), is("demo"));
    assertThat(seen.get(0).startedAt(), is(NOW));
    assertThat(
        out.toString(StandardCharsets.UTF_8),
        containsString("  4. ./paperbeam run --profile=my-profile --output=" + folder + "\n"));
  }

  @Test
  void theKeyStandsNowhere() throws IOException {
    call(reporting(RunState.FAILED), "run", "--verbose");
    assertThat(out.toString(StandardCharsets.UTF_8), not(containsString("sk-secret")));
    assertThat(err.toString(StandardCharsets.UTF_8), not(containsString("sk-secret")));
    assertThat(seen.get(0).toString(), not(containsString("sk-secret")));
  }
}

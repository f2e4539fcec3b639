package org.paperbeam.pipeline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.lane.Spread;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DaySummary;
import org.paperbeam.storage.Folder;

class RunReportTest {
  private static final Instant STARTED = Instant.parse("2026-11-21T23:07:18Z");
  private static final Instant FINISHED = Instant.parse("2026-11-21T23:09:00.5Z");

  @TempDir Path folder;

  /** A day of 12 entries of which one repeats another; 11 papers. */
  private static final LlmDistributions MEASURED =
      LlmDistributions.of(Spread.of(5, 50, 4, 20), Spread.NONE);

  private static DaySummary.Builder day(String date) {
    return DaySummary.builder()
        .setDate(date)
        .setKind(DayKind.ANNOUNCED)
        .setEntries(12)
        .setListed(12)
        .setDuplicates(1)
        .setAuthorMatches(1)
        .setHIndexFiltered(2)
        .setTitleFiltered(3)
        .setPrefiltered(0)
        .setBelowCutoff(4)
        .setSelected(2)
        .setUnscored(0)
        .setComplete(true)
        .setWarnings(List.of());
  }

  private static DaySummary open(String date) {
    return day(date).setSelected(1).setUnscored(1).setComplete(false).build();
  }

  private static RunReportBuilder builder() {
    return new RunReportBuilder("20261121T230718Z-4f2a91", STARTED);
  }

  @Test
  void theFileIsExactlyThatOfTheContract() throws IOException {
    RunReport report =
        builder()
            .withDays(List.of(day("2025-03-25").build()))
            .withLlm(new LlmTotals(5, 1, 2, 7, 1000, 128, 200, null, 1.5))
            .withLlmDistributions(MEASURED)
            .withWarnings(List.of("2025-03-26 lists nothing"))
            .build(FINISHED);
    assertThat(
        written(report),
        is(
            """
            {
              "run_id" : "20261121T230718Z-4f2a91",
              "started" : "2026-11-21T23:07:18Z",
              "finished" : "2026-11-21T23:09:00.500Z",
              "state" : "complete",
              "reason" : null,
              "reason_kind" : null,
              "days" : [
                {
                  "date" : "2025-03-25",
                  "kind" : "announced",
                  "listed" : 12,
                  "duplicates" : 1,
                  "author_matches" : 1,
                  "h_index_filtered" : 2,
                  "title_filtered" : 3,
                  "prefiltered" : 0,
                  "below_cutoff" : 4,
                  "selected" : 2,
                  "unscored" : 0,
                  "complete" : true
                }
              ],
              "llm" : {
                "requests" : 5,
                "retries" : 1,
                "rate_limited" : 2,
                "answers_from_ledger" : 7,
                "prompt_tokens" : 1000,
                "cached_tokens" : 128,
                "completion_tokens" : 200,
                "cost_usd" : null,
                "seconds_throttled" : 1.5,
                "fallback" : null,
                "rescored" : null
              },
              "llm_distributions" : {
                "latency_ms" : {
                  "count" : 5,
                  "mean" : 10.0,
                  "sum" : 50,
                  "min" : 4,
                  "max" : 20
                },
                "queue" : {
                  "count" : 0,
                  "mean" : 0.0,
                  "sum" : 0,
                  "min" : 0,
                  "max" : 0
                }
              },
              "prefilter" : null,
              "warnings" : [
                "2025-03-26 lists nothing"
              ],
              "notes" : [ ]
            }
            """));
  }

  private String written(RunReport report) throws IOException {
    Folder output = Folder.of(folder.toString());
    RunReports.write(output, report);
    return output.readIfPresent("runs/" + report.runId() + ".json");
  }

  @Test
  void aReportIsReadAsItWasWrittenButForTheDaysEntries() throws IOException {
    Folder output = Folder.of(folder.toString());
    RunReport report =
        builder()
            .withDays(
                List.of(
                    day("2025-03-25").setEntries(0).build(),
                    open("2025-03-24").toBuilder().setEntries(0).build()))
            .withLlm(new LlmTotals(5, 1, 2, 7, 1000, 128, 200, 0.0345, 1.5))
            .withLlmDistributions(MEASURED)
            .build(FINISHED);
    assertThat(RunReports.read(output, report.runId()), is(Optional.empty()));
    RunReports.write(output, report);
    assertThat(RunReports.read(output, report.runId()), is(Optional.of(report)));
    assertThat(output.list("runs/*"), is(List.of("runs/20261121T230718Z-4f2a91.json")));
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    Folder output = Folder.of(folder.toString());
    for (String text : List.of("{}", "[]", "{\"days\": [{}], \"warnings\": []}", "{")) {
      output.write("runs/x.json", text);
      assertThrows(IOException.class, () -> RunReports.read(output, "x"));
    }
  }

  @Test
  void allDaysCompleteIsComplete() {
    RunReport report =
        builder()
            .withDays(List.of(day("2025-03-26").build(), day("2025-03-25").build()))
            .build(FINISHED);
    assertThat(report.state(), is(RunState.COMPLETE));
    assertThat(report.reason(), is(nullValue()));
    assertThat(
        report.days().stream().map(DaySummary::getDate).toList(),
        is(List.of("2025-03-25", "2025-03-26")));
  }

  @Test
  void anOpenDayIsPartialAndCounted() {
    RunReportBuilder open = builder().withDays(List.of(day("2025-03-26").build()));
    open.withDays(List.of(open("2025-03-25")));
    RunReport report = open.build(FINISHED);
    assertThat(report.state(), is(RunState.PARTIAL));
    assertThat(report.reason(), is("1 paper of 1 day is not scored, see unscored/"));
    RunReport capped =
        open.withDays(List.of(open("2025-03-27")))
            .withPartialReason("the cost cap --maxCostUsd=0.5 was reached")
            .build(FINISHED);
    assertThat(
        capped.reason(),
        is(
            "the cost cap --maxCostUsd=0.5 was reached: 2 papers of 2 days are not scored, see"
                + " unscored/"));
  }

  @Test
  void aFailureWinsAndTheReasonDoesNotDependOnOrder() {
    RunFailure key =
        RunFailure.of(FailureStage.LLM, FailureKind.CREDENTIAL, "the key was rejected");
    RunFailure source = RunFailure.of(FailureStage.LISTING, FailureKind.REFUSED, "arXiv refuses");
    for (List<RunFailure> failures : List.of(List.of(key, source), List.of(source, key))) {
      RunReport report =
          builder().withDays(List.of(open("2025-03-25"))).withFailures(failures).build(FINISHED);
      assertThat(report.state(), is(RunState.FAILED));
      assertThat(report.reason(), is("arXiv refuses"));
      assertThat(report.reasonKind(), is(FailureKind.REFUSED));
    }
  }

  @Test
  void theFirstStageIsToldInTheOrderOfTheirNames() {
    List<RunFailure> failures = new ArrayList<>();
    for (FailureStage stage : FailureStage.values()) {
      failures.add(0, RunFailure.of(stage, FailureKind.BROKEN, stage.name()));
    }
    List<String> told = new ArrayList<>();
    while (!failures.isEmpty()) {
      String reason = builder().withFailures(failures).build(FINISHED).reason();
      told.add(reason);
      failures.removeIf(failure -> failure.getMessage().equals(reason));
    }
    assertThat(told, is(List.of("AUTHORS", "JOB", "LISTING", "LLM", "PUBLISH")));
  }

  @Test
  void aFailureIsToldWithWhatToTypeAndItsKindIsKept() throws IOException {
    Folder output = Folder.of(folder.toString());
    RunFailure cut =
        RunFailure.of(FailureStage.LISTING, FailureKind.INCOMPLETE, "a feed was cut")
            .withRemedy(Remedy.LIST_FROM_OAI);
    RunReport report = builder().withFailures(List.of(cut)).build(FINISHED);
    assertThat(report.reason(), is("a feed was cut; use --source=oai"));
    RunReports.write(output, report);
    assertThat(RunReports.read(output, report.runId()), is(Optional.of(report)));
    Path file = folder.resolve(RunReports.path(report.runId()));
    String text = Files.readString(file);
    assertThat(text, containsString("\n  \"reason_kind\" : \"incomplete\",\n"));
  }

  @Test
  void aDayThatDoesNotAddUpFailsTheRunByName() {
    RunReport report =
        builder().withDays(List.of(day("2025-03-25").setListed(13).build())).build(FINISHED);
    assertThat(report.state(), is(RunState.FAILED));
    assertThat(
        report.reason(),
        is(
            "the numbers of 2025-03-25 do not add up: 13 listed, 12 accounted for; this is a bug of"
                + " Paperbeam"));
  }

  @Test
  void warningsOfDaysAndOfTheRunAreToldOnce() {
    RunReport report =
        builder()
            .withDays(
                List.of(
                    day("2025-03-26").setWarnings(List.of("b")).build(),
                    day("2025-03-25").setWarnings(List.of("a", "b")).build()))
            .withWarnings(List.of("c", "a"))
            .build(FINISHED);
    assertThat(report.warnings(), is(List.of("a", "b", "c")));
  }

  @Test
  void theStatesHaveTheExitCodesOfTheContract() {
    assertThat(RunState.COMPLETE.exitCode(), is(0));
    assertThat(RunState.FAILED.exitCode(), is(1));
    assertThat(RunState.PARTIAL.exitCode(), is(3));
  }

  @Test
  void theSummaryIsForPeople() {
    RunReport report =
        builder()
            .withDays(
                List.of(
                    open("2025-03-25"),
                    DaySummary.builder()
                        .setDate("2025-03-29")
                        .setKind(DayKind.WEEKEND)
                        .setEntries(0)
                        .setListed(0)
                        .setDuplicates(0)
                        .setAuthorMatches(0)
                        .setHIndexFiltered(0)
                        .setTitleFiltered(0)
                        .setPrefiltered(0)
                        .setBelowCutoff(0)
                        .setSelected(0)
                        .setUnscored(0)
                        .setComplete(true)
                        .setWarnings(List.of("2025-03-29: a warning"))
                        .build()))
            .withLlm(new LlmTotals(1205, 1, 2, 7, 100000, 128, 2000, 0.27, 1.5))
            .withLlmDistributions(MEASURED)
            .build(FINISHED);
    assertThat(
        RunSummary.lines(report, Folder.of("out")),
        is(
            List.of(
                "date        listed  repeated  filtered  below  selected  unscored",
                "2025-03-25      12         1         5      4         1         1  not complete",
                "2025-03-29       0         0         0      0         0         0  weekend",
                "",
                "warning: 2025-03-29: a warning",
                "partial: 1 paper of 1 day is not scored, see unscored/",
                "1,205 LLM calls, 7 answers from the ledger, 100,000 + 2,000 tokens, $0.2700",
                "the digests say what is missing; the same command asks for the missing papers only"
                    + " (see out/unscored/)",
                "report: out/runs/20261121T230718Z-4f2a91.json")));
  }

  @Test
  void theTableFitsATerminalForDaysOfAnySizeThatAreThinkable() {
    for (DayKind kind : DayKind.values()) {
      for (boolean complete : new boolean[] {true, false}) {
        DaySummary day =
            DaySummary.builder()
                .setDate("2025-03-25")
                .setKind(kind)
                .setEntries(99_999)
                .setListed(99_999)
                .setDuplicates(10_000)
                .setAuthorMatches(10_000)
                .setHIndexFiltered(10_000)
                .setTitleFiltered(10_000)
                .setPrefiltered(10_000)
                .setBelowCutoff(39_999)
                .setSelected(10_000)
                .setUnscored(10_000)
                .setComplete(complete)
                .setWarnings(List.of())
                .build();
        RunReport report = builder().withDays(List.of(day)).build(FINISHED);
        for (String line : RunSummary.lines(report, Folder.of("out")).subList(0, 2)) {
          assertThat(line, line.length(), is(lessThanOrEqualTo(80)));
        }
      }
    }
  }
}

package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * On a bucket whose policy lets nothing be replaced or deleted for a month, or keeps what was: what
 * is new is published, what is there stays whole, and nothing is paid twice.
 */
public abstract class RetentionContract extends Contract {
  private static final Duration MONTH = Duration.ofDays(30);

  /** A Monday; what is submitted then is listed on the Tuesday. */
  private static final LocalDate FIRST_SUBMITTED = LocalDate.of(2025, 3, 17);

  private static final TestPaper[] PAPERS = {
    TestPaper.of("2503.10001"),
    TestPaper.of("2503.10002").scoring(2, 2),
    TestPaper.of("2503.10003").withIrrelevantTitle()
  };

  private final GcsStorage gcs = new GcsStorage();

  protected RetentionContract(List<String> runner) {
    super(runner);
  }

  @Override
  protected TestStorage storage(Path folder) {
    return gcs;
  }

  /** The generation of every object below these parts of the output. */
  private Map<String, Long> generations(String... parts) throws IOException {
    Map<String, Long> found = new TreeMap<>();
    for (String file : output().files(parts)) {
      found.put(file, gcs.bucket().get("out/" + file).generation());
    }
    return found;
  }

  private List<String> warnings() throws IOException {
    List<String> texts = new ArrayList<>();
    output().report().path("warnings").forEach(warning -> texts.add(warning.asText()));
    return texts;
  }

  @Test
  void aDayIsPublishedWholeAndASecondRunChangesAndPaysNothing() throws IOException {
    gcs.bucket().withRetention(MONTH);
    try (TestServices services = TestServices.of(PAPERS)) {
      assertEnds(run(services), 0);
      assertThat(warnings(), is(empty()));
      assertThat(output().digest(DAY), containsString("2503.10001"));
      Map<String, Long> first = generations("scores", "digests", "site", "ledger/months");
      int calls = services.asked().size();
      CommandResult again = run(services);
      assertEnds(again, 0);
      assertThat(warnings(), is(empty()));
      assertThat(generations("scores", "digests", "site", "ledger/months"), is(first));
      assertThat(services.asked().size(), is(calls));
      assertThat(output().files("runs"), hasSize(2));
    }
  }

  @Test
  void theDemoIsPublishedWholeTwice() throws IOException {
    gcs.bucket().withRetention(MONTH);
    assertEnds(call("demo", List.of()), 0);
    Map<String, Long> first = generations("scores", "digests", "site");
    assertEnds(call("demo", List.of()), 0);
    assertThat(warnings(), is(empty()));
    assertThat(generations("scores", "digests", "site"), is(first));
  }

  @Test
  void theNextDayIsPublishedAndOneLineTellsOfThePagesThatStayAsTheyWere() throws IOException {
    TestPaper[] papers = {TestPaper.of("2503.10001"), TestPaper.of("2503.10002")};
    String[] days = {"2025-03-18", "2025-03-19"};
    gcs.write(
        "snap/a.json",
        TestSnapshot.file("a.json", TestSnapshot.lines(List.of(papers), FIRST_SUBMITTED)));
    gcs.bucket().withRetention(MONTH);
    try (TestServices services = TestServices.of(papers)) {
      for (String day : days) {
        CommandResult result =
            run(
                services,
                "--source=snapshot",
                "--snapshotFiles=" + gcs.path("snap/*"),
                "--date=" + day);
        assertThat(result.text(), result.code(), is(0));
        assertThat(output().digest(day), containsString("Total relevant papers: 1"));
        assertThat(output().text("site/" + day + "/index.html"), containsString(day));
      }
      assertThat(warnings(), hasSize(1));
      assertThat(
          warnings().get(0),
          containsString(
              " files stay as before and not up to date, the first gs://paperbeam-test/out/"
                  + "digests/2025-03/index.md: bucket paperbeam-test has a retention policy that"
                  + " keeps them until "));
      assertThat(output().text("site/index.html"), not(containsString(days[1])));

      CommandResult refused = call("site", List.of());
      assertThat(refused.text(), refused.code(), is(1));
      assertThat(refused.err(), startsWith("paperbeam: failed: "));
      assertThat(refused.err(), containsString("brings them up to date"));

      gcs.bucket().withRetention(Duration.ZERO);
      CommandResult rebuilt = call("site", List.of());
      assertThat(rebuilt.text(), rebuilt.code(), is(0));
      assertThat(output().text("site/index.html"), containsString(days[1]));
      assertThat(output().text("digests/2025-03/index.md"), containsString(days[1]));
    }
  }

  @Test
  void aDayThatChangedStaysWholeUntilItMayBeReplacedAndIsPaidOnce() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      services.answer(
          question ->
              question.scoring() && question.ids().contains("2503.10002")
                  ? TestServices.saying(question, "no JSON")
                  : services.honest(question));
      gcs.bucket().withRetention(MONTH);
      assertEnds(run(services, "--llmMaxAttempts=1"), 3);
      Map<String, Long> partial = generations("scores", "digests", "unscored");
      services.answerHonestly();
      CommandResult refused = run(services);
      assertThat(refused.text(), refused.code(), is(1));
      JsonNode report = output().report();
      assertThat(report.path("state").asText(), is("failed"));
      assertThat(
          report.path("reason").asText(),
          startsWith(
              DAY
                  + " stays as it was: gs://paperbeam-test/out/scores/day="
                  + DAY
                  + "/records.jsonl cannot be replaced before "));
      assertThat(refused.text(), not(containsString("\tat ")));
      assertThat(generations("scores", "digests", "unscored"), is(partial));

      int paid = services.asked().size();
      gcs.bucket().withRetention(Duration.ZERO);
      assertEnds(run(services), 0);
      assertThat(services.asked().size(), is(paid));
      assertThat(output().outcomes(DAY).get("2503.10002"), is("below_cutoff"));
      assertThat(output().files("unscored", "ledger/open"), is(empty()));
    }
  }

  @Test
  void batchesAreForgottenWhereTheirFilesMustStay() throws IOException {
    gcs.bucket().withRetention(MONTH);
    try (TestServices services = TestServices.of(PAPERS)) {
      for (int i = 0; i < 2; i++) {
        assertEnds(run(services, "--llmMode=batch", "--llmBatchPollSeconds=1"), 0);
        assertThat(services.batches().sizes(), is(List.of(1, 1)));
      }
      assertThat(services.requests("/v1/batches/batch_1"), hasSize(1));
    }
  }

  @Test
  void whatIsSoftDeletedIsNoPartOfTheOutput() throws IOException {
    gcs.bucket().withSoftDelete(Duration.ofDays(7));
    try (TestServices services = TestServices.of(PAPERS[0])) {
      assertEnds(run(services), 0);
    }
    try (TestServices services = TestServices.of(PAPERS)) {
      assertEnds(run(services), 0);
      assertThat(services.askedIds(true), is(List.of("2503.10002")));
      assertThat(output().outcomes(DAY).size(), is(3));
      assertThat(output().files("ledger/open"), is(empty()));
      assertThat(
          gcs.bucket().softDeleted().stream().anyMatch(o -> o.name().contains("ledger/open/")),
          is(true));
    }
  }
}

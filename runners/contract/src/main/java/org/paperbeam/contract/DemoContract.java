package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo and the offline scorer: no key, no network, every file of the contract. */
public abstract class DemoContract extends Contract {
  private static final List<String> DAYS = List.of("2026-03-03", "2026-03-04", "2026-03-05");

  /** Every field of a record, in the order of the contract. */
  private static final List<String> FIELDS =
      List.of(
          ("arxiv_id version date date_basis announce_type title authors abstract categories"
                  + " submitted outcome author_match max_h_index relevance novelty score comment"
                  + " model prompt_sha256 scored_at run_id seen_before topic"
                  + " matched_authors summary summary_language")
              .split(" "));

  protected DemoContract(List<String> runner) {
    super(runner);
  }

  /** Whether the runner's workers reach services of the process that starts the job. */
  protected boolean workersReachThisProcess() {
    return true;
  }

  @Test
  void theDemoWritesEveryFileOfTheContractAndASecondOneTheSameBytes() throws IOException {
    assertEnds(call("demo", List.of()), 0);
    List<String> files = output().files("scores", "digests", "site", "runs", "unscored");
    for (String day : DAYS) {
      String month = day.substring(0, 7);
      assertThat(
          files,
          hasItems(
              "digests/" + month + "/" + day + ".md",
              "digests/" + month + "/" + day + ".json",
              "site/" + day + "/index.html"));
    }
    assertThat(
        files,
        hasItems(
            "digests/2026-03/index.md",
            "site/index.html",
            "site/2026/index.html",
            "site/2026-03/index.html",
            "site/feed.xml"));
    assertThat(output().files("unscored"), is(empty()));
    assertRecords();
    Map<String, String> first = output().content("scores", "digests", "site");
    assertEnds(call("demo", List.of()), 0);
    assertThat(output().content("scores", "digests", "site"), is(first));
    assertThat(output().files(".tmp"), is(empty()));
  }

  private void assertRecords() throws IOException {
    List<String> days = new ArrayList<>();
    output().report().path("days").forEach(day -> days.add(day.path("date").asText()));
    assertThat(days, is(DAYS));
    int records = 0;
    for (String day : DAYS) {
      for (JsonNode record : output().records(day).values()) {
        List<String> fields = new ArrayList<>();
        record.fieldNames().forEachRemaining(fields::add);
        assertThat(fields, is(FIELDS));
        assertThat(record.path("date").asText(), is(day));
        records++;
      }
    }
    assertThat(records, greaterThanOrEqualTo(60));
  }

  @Test
  void theRecordedAnswersFillThePageAndAreAskedForOnce() throws IOException {
    CommandResult first = call("demo", List.of("--scorer=recorded"));
    if (!workersReachThisProcess()) {
      assertThat(first.text(), first.code(), is(2));
      assertThat(first.text(), containsString("workers elsewhere do not reach it"));
      return;
    }
    assertEnds(first, 0);
    assertThat(first.text(), containsString("The papers are invented, and so are the answers"));
    JsonNode record = output().records("2026-03-03").get("2603.90002");
    assertThat(record.path("relevance").asInt(), is(9));
    assertThat(record.path("novelty").asInt(), is(8));
    assertThat(record.path("comment").asText(), containsString("rate-distortion"));
    assertThat(record.path("model").asText(), is("recorded-sample"));
    assertThat(output().outcomes("2026-03-05").get("2603.90053"), is("title_filtered"));
    assertThat(output().files("unscored"), is(empty()));
    assertThat(output().report().at("/llm/requests").asInt(), greaterThanOrEqualTo(6));
    Map<String, String> written = output().content("scores", "digests");
    output().delete("runs");
    assertEnds(call("demo", List.of("--scorer=recorded")), 0);
    assertThat(output().report().at("/llm/requests").asInt(), is(0));
    assertThat(output().content("scores", "digests"), is(written));
  }

  @Test
  void theOfflineScorerRanksByRelevanceWithoutALlmAndSaysSo() throws IOException {
    try (TestServices services =
        TestServices.of(
            TestPaper.of("2503.10001")
                .titled("A recipe for soup")
                .saying("Onions, butter and stock."),
            TestPaper.of("2503.10002")
                .titled("Sparsity and training dynamics")
                .saying("Training dynamics of sparsity, and its generalisation."),
            TestPaper.of("2503.10003").by(new TestAuthor("39353098", "Kaiming He", 3)))) {
      List<String> options = new ArrayList<>(services.options());
      options.addAll(List.of("--scorer=offline", "--minRelevance=2"));
      assertEnds(call("run", options), 0);
      assertThat(services.asked(), is(empty()));
      assertThat(
          output().outcomes(DAY),
          is(
              Map.of(
                  "2503.10001",
                  "below_cutoff",
                  "2503.10002",
                  "selected",
                  "2503.10003",
                  "selected")));
      JsonNode record = output().records(DAY).get("2503.10002");
      assertThat(record.path("relevance").isInt(), is(true));
      assertThat(record.path("novelty").isNull(), is(true));
      assertThat(record.path("comment").isNull(), is(true));
      assertThat(output().digest(DAY), containsString("> Scored offline: relevance only"));
      assertThat(output().digestOrder(DAY), is(List.of("2503.10003", "2503.10002")));
    }
  }
}

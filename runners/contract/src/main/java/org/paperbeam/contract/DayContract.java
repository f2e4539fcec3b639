package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One announcement day through every stage, each rule at its edge. */
public abstract class DayContract extends Contract {
  private static final TestAuthor FOLLOWED = new TestAuthor("39353098", "Kaiming He", 3);
  private static final TestAuthor NAMESAKE = new TestAuthor("999", "Kaiming He", 50);

  /** gpt-4o, in US dollars a token. */
  private static final double PROMPT_PRICE = 2.5e-6;

  private static final double COMPLETION_PRICE = 10e-6;

  private static final TestPaper[] PAPERS = {
    TestPaper.of("2503.10001").by(FOLLOWED).withIrrelevantTitle().scoring(1, 1),
    TestPaper.of("2503.10002").by(NAMESAKE).scoring(3, 9),
    TestPaper.of("2503.10003").by(author("2", 11), author("3", 2)),
    TestPaper.of("2503.10004").by(author("2", 11), author("4", 12)),
    TestPaper.of("2503.10005").unknownToSemanticScholar().scoring(7, 6),
    TestPaper.of("2503.10006").by(author("2", 11), author("5", null)).scoring(8, 9),
    TestPaper.of("2503.10007").withIrrelevantTitle(),
    TestPaper.of("2503.10008").scoring(7, 5),
    TestPaper.of("2503.10009").scoring(6, 10),
    TestPaper.of("2503.10010").in("cs.LG", "cs.AI").scoring(10, 7),
    TestPaper.of("2503.10011").asReplacement(),
    TestPaper.of("2503.10012").in("cs.CV", "cs.AI"),
    TestPaper.of("cs/0701009").in("math.OC", "cs.LG").scoring(8, 9)
  };

  private static final Map<String, String> OUTCOMES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("2503.10001", "selected"),
              Map.entry("2503.10002", "below_cutoff"),
              Map.entry("2503.10003", "h_index_filtered"),
              Map.entry("2503.10004", "selected"),
              Map.entry("2503.10005", "selected"),
              Map.entry("2503.10006", "selected"),
              Map.entry("2503.10007", "title_filtered"),
              Map.entry("2503.10008", "below_cutoff"),
              Map.entry("2503.10009", "below_cutoff"),
              Map.entry("2503.10010", "selected"),
              Map.entry("2503.10012", "selected"),
              Map.entry("cs/0701009", "selected")));

  /** By score, then relevance, then age: 20, 10 + 7, twice 9 + 8, twice 8 + 9, 7 + 6. */
  private static final List<String> ORDER =
      List.of(
          "2503.10001",
          "2503.10010",
          "2503.10004",
          "2503.10012",
          "cs/0701009",
          "2503.10006",
          "2503.10005");

  protected DayContract(List<String> runner) {
    super(runner);
  }

  private static TestAuthor author(String id, Integer hIndex) {
    return new TestAuthor(id, "A. Uthor", hIndex);
  }

  @Test
  void eachPaperHasTheOutcomeThatTheRulesGiveItAndTheNumbersAddUp() throws IOException {
    try (TestServices services = TestServices.of(PAPERS).withCutCombinedFeed()) {
      assertEnds(run(services), 0);
      assertThat(output().outcomes(DAY), is(OUTCOMES));
      assertThat(output().digestOrder(DAY), is(ORDER));
      assertDigest();
      assertRecords(output().records(DAY));
      assertThat(
          output().numbers(0),
          is(
              Map.ofEntries(
                  Map.entry("listed", 13L),
                  Map.entry("duplicates", 1L),
                  Map.entry("author_matches", 1L),
                  Map.entry("h_index_filtered", 1L),
                  Map.entry("title_filtered", 1L),
                  Map.entry("prefiltered", 0L),
                  Map.entry("below_cutoff", 3L),
                  Map.entry("selected", 7L),
                  Map.entry("unscored", 0L))));
      assertPaid(services);
    }
  }

  /** Nothing is asked of the LLM for an author match or a paper below the h-index. */
  private void assertPaid(TestServices services) throws IOException {
    List<String> titles = new ArrayList<>(OUTCOMES.keySet());
    titles.removeAll(List.of("2503.10001", "2503.10003"));
    assertThat(services.askedIds(false), is(titles));
    List<String> scored = new ArrayList<>(titles);
    scored.remove("2503.10007");
    assertThat(services.askedIds(true), is(scored));
    JsonNode llm = output().report().path("llm");
    assertThat(llm.path("requests").asLong(), is(2L));
    assertThat(llm.path("retries").asLong(), is(0L));
    assertThat(llm.path("rate_limited").asLong(), is(0L));
    assertThat(llm.path("answers_from_ledger").asLong(), is(0L));
    assertThat(llm.path("prompt_tokens").asLong(), is(services.promptTokens()));
    assertThat(llm.path("completion_tokens").asLong(), is(services.completionTokens()));
    assertThat(
        llm.path("cost_usd").asDouble(),
        closeTo(
            services.promptTokens() * PROMPT_PRICE + services.completionTokens() * COMPLETION_PRICE,
            1e-9));
  }

  private void assertDigest() throws IOException {
    String digest = output().digest(DAY);
    // The replacement and the repeat stand in the two feeds too.
    assertThat(digest, containsString("\nTotal arXiv papers: 14\n"));
    assertThat(digest, containsString("\nTotal scanned papers: 12\n"));
    assertThat(digest, containsString("\nTotal relevant papers: 7\n"));
    List<String> ids = digest.lines().filter(line -> line.startsWith("**ArXiv ID:** ")).toList();
    assertThat(ids, is(ORDER.stream().map(id -> "**ArXiv ID:** " + id).toList()));
    assertThat(digest, containsString("\n**Comment:** On 2503.10010.\n\n**Relevance:** 10\n**Nov"));
  }

  private static void assertRecords(Map<String, JsonNode> records) {
    JsonNode match = records.get("2503.10001");
    assertThat(match.path("author_match").asBoolean(), is(true));
    assertThat(match.path("score").asInt(), is(20));
    JsonNode namesake = records.get("2503.10002");
    assertThat(namesake.path("author_match").asBoolean(), is(false));
    assertThat(namesake.path("max_h_index").asInt(), is(50));
    assertThat(records.get("2503.10003").path("max_h_index").asInt(), is(11));
    assertThat(records.get("2503.10005").path("max_h_index").isNull(), is(true));
    assertThat(records.get("2503.10005").path("score").asInt(), is(13));
    assertThat(records.get("2503.10007").path("relevance").isNull(), is(true));
    assertThat(records.get("2503.10005").path("topic").asText(), is("Training"));
    assertThat(records.get("2503.10007").path("topic").isNull(), is(true));
    assertThat(match.path("matched_authors").toString(), is("[\"Kaiming He\"]"));
    assertThat(namesake.path("matched_authors").toString(), is("[]"));
    JsonNode twice = records.get("2503.10010");
    assertThat(twice.path("announce_type").asText(), is("new"));
    assertThat(twice.path("date_basis").asText(), is("exact"));
    assertThat(twice.path("comment").asText(), is("On 2503.10010."));
    assertThat(twice.path("model").asText(), is("gpt-4o"));
    assertThat(records.get("2503.10012").path("announce_type").asText(), is("cross"));
  }

  @Test
  void aSecondRunAsksNothingAndLeavesTheSameBytes() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      assertEnds(run(services, "--date=" + DAY), 0);
      Map<String, String> first = output().content("scores", "digests");
      List<String> asked = services.requests("/rss");
      int calls = services.asked().size();
      assertEnds(run(services, "--date=" + DAY), 0);
      assertThat(services.asked().size(), is(calls));
      assertThat("asked of arXiv", services.requests("/rss"), is(asked));
      assertThat(output().content("scores", "digests"), is(first));
      JsonNode llm = output().report().path("llm");
      assertThat(llm.path("requests").asLong(), is(0L));
      assertThat(llm.path("cost_usd").asDouble(), is(0.0));
      assertThat(llm.path("answers_from_ledger").asLong(), is(10L));
      assertThat(output().files(".tmp", "unscored"), is(empty()));
    }
  }

  @Test
  void theFolderOfAnOlderVersionIsMovedOnceAndNothingIsPaidAgain() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      assertEnds(run(services, "--date=" + DAY), 0);
      Map<String, String> content = output().content("scores", "digests", "site");
      List<String> files = output().files("scores", "digests", "site", "unscored");
      int calls = services.asked().size();
      output().asAnOlderVersionWroteIt();
      String moved = "paperbeam: moved the records of 1 day from scores/date=... to scores/day=...";
      CommandResult moving = run(services, "--date=" + DAY);
      assertEnds(moving, 0);
      assertThat(moving.text(), containsString(moved));
      assertThat(output().content("scores", "digests", "site"), is(content));
      assertThat(output().files("scores", "digests", "site", "unscored"), is(files));
      CommandResult again = run(services, "--date=" + DAY);
      assertEnds(again, 0);
      assertThat(again.text(), not(containsString("moved the records")));
      assertThat(services.asked().size(), is(calls));
    }
  }

  @Test
  void aNewPaperIsAllThatALaterRunPaysFor() throws IOException {
    TestPaper one = TestPaper.of("2503.10001");
    TestPaper two = TestPaper.of("2503.10002");
    try (TestServices services = TestServices.of(one)) {
      assertEnds(run(services), 0);
    }
    try (TestServices services = TestServices.of(one, two)) {
      assertEnds(run(services), 0);
      assertThat(services.askedIds(true), is(List.of("2503.10002")));
      assertThat(
          output().outcomes(DAY), is(Map.of("2503.10001", "selected", "2503.10002", "selected")));
    }
  }
}

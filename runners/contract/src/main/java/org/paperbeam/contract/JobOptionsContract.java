package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paperbeam.testing.Shows;

/** Every option of the reader, the authors, the output and the place changes what a job does. */
@Timeout(180)
public abstract class JobOptionsContract extends Contract {
  protected JobOptionsContract(List<String> runner) {
    super(runner);
  }

  @Test
  @Shows("profile")
  void theProfileIsTheOneThatIsNamed() throws IOException {
    write("other/profile.yaml", "categories: [cs.AI]\nllmModel: gpt-4o\ntitleFilter: false\n");
    write("other/topics.md", "1. Whales\n");
    write("other/scoring.md", "Whales score 10.\n");
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001").in("cs.AI"))) {
      assertEnds(run(services, "--profile=" + storage().path("other")), 0);
      assertThat(services.requests("/rss"), is(List.of("/rss/cs.AI")));
      assertThat(services.requests("/graph"), is(empty()));
      assertThat(services.asked(), hasSize(1));
      assertThat(services.sent("/v1/chat").get(0).body(), containsString("1. Whales"));
      assertThat(services.sent("/v1/chat").get(0).body(), containsString("Whales score 10."));
    }
  }

  private void write(String relative, String text) throws IOException {
    storage().write(relative, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Shows({"minRelevance", "minNovelty", "output"})
  void theCutOffsDecideWhatIsInTheDigestOfTheOutput() throws IOException {
    try (TestServices services =
        TestServices.of(
            TestPaper.of("2503.10001").scoring(5, 4),
            TestPaper.of("2503.10002").scoring(4, 9),
            TestPaper.of("2503.10003").scoring(9, 3))) {
      OutputFolder elsewhere = new OutputFolder(storage(), "elsewhere");
      CommandResult result =
          run(services, "--minRelevance=5", "--minNovelty=4", "--output=" + elsewhere);
      assertThat(result.text(), result.code(), is(0));
      assertThat(
          elsewhere.outcomes(DAY),
          is(
              new TreeMap<>(
                  Map.of(
                      "2503.10001", "selected",
                      "2503.10002", "below_cutoff",
                      "2503.10003", "below_cutoff"))));
      assertThat(elsewhere.digestOrder(DAY), is(List.of("2503.10001")));
      assertThat(output().files(""), is(empty()));
    }
  }

  @Test
  @Shows("repeats")
  void aPaperThatAnEarlierDigestShowsIsMarkedDroppedOrShown() throws IOException {
    String line =
        """
        {"id":"2503.10001","title":"Title of 2503.10001","abstract":"What the paper does.",\
        "categories":"cs.LG","authors_parsed":[["Nobody","A.",""]],\
        "versions":[{"version":"v1","created":"%s Mar 2025 15:00:00 GMT"}]}
        """;
    write("snapshot.jsonl", line.formatted("Mon, 24") + line.formatted("Tue, 25"));
    String next = "2025-03-26";
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001"))) {
      List<String> options =
          List.of("--source=snapshot", "--snapshotFiles=" + storage().path("snapshot*"));
      assertEnds(run(services, with(options, "--from=" + DAY, "--to=" + next)), 0);
      Map<String, String> together = output().content("scores", "digests", "site");
      assertThat(seenBefore(DAY), is("null"));
      assertThat(seenBefore(next), is(DAY));
      assertThat(output().digest(next), containsString("**Seen before:** [" + DAY + "]"));
      assertThat("paid once", services.askedIds(true), is(List.of("2503.10001")));

      assertEnds(run(services, with(options, "--date=" + next)), 0);
      assertEnds(run(services, with(options, "--date=" + DAY)), 0);
      assertThat(output().content("scores", "digests", "site"), is(together));

      assertEnds(run(services, with(options, "--date=" + next, "--repeats=drop")), 0);
      assertThat(output().digestOrder(next), is(empty()));
      assertThat(output().outcomes(next).get("2503.10001"), is("selected"));
      assertThat(seenBefore(next), is(DAY));
      output().assertBalanced();

      assertEnds(run(services, with(options, "--date=" + next, "--repeats=show")), 0);
      assertThat(seenBefore(next), is("null"));
      assertThat(output().digestOrder(next), is(List.of("2503.10001")));
      assertThat("paid once", services.askedIds(true), is(List.of("2503.10001")));
    }
  }

  private static String[] with(List<String> options, String... more) {
    return Stream.concat(options.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private String seenBefore(String date) throws IOException {
    return output().records(date).get("2503.10001").path("seen_before").asText();
  }

  @Test
  @Shows({"minHIndex", "authorMatch", "semanticScholarUrl"})
  void authorsCountAsTheOptionsSay() throws IOException {
    TestPaper followed = TestPaper.of("2503.10001").by(new TestAuthor("39353098", "K. He", 99));
    TestPaper between = TestPaper.of("2503.10002").by(new TestAuthor("2", "A. Uthor", 20));
    try (TestServices services = TestServices.of(followed, between);
        TestServices scholar = TestServices.of(followed, between)) {
      assertEnds(
          run(
              services,
              "--minHIndex=30",
              "--authorMatch=false",
              "--semanticScholarUrl=" + scholar.url()),
          0);
      assertThat(services.requests("/graph"), is(empty()));
      assertThat(scholar.requests("/"), is(List.of("/graph/v1/paper/batch")));
      assertThat(output().outcomes(DAY).get(between.id()), is("h_index_filtered"));
      assertThat("not by its author", services.askedIds(true), is(List.of(followed.id())));
    }
  }

  @Test
  @Shows("scoreAuthorMatches")
  void papersOfFollowedAuthorsAreScoredAndSelectedWhateverTheScores() throws IOException {
    TestPaper followed =
        TestPaper.of("2503.10001")
            .by(new TestAuthor("39353098", "K. He", 99))
            .withIrrelevantTitle()
            .scoring(2, 3);
    TestPaper other = TestPaper.of("2503.10002");
    try (TestServices services = TestServices.of(followed, other)) {
      assertEnds(run(services, "--scoreAuthorMatches=true"), 0);
      assertThat("its title decides nothing", services.askedIds(false), is(List.of(other.id())));
      assertThat(services.askedIds(true), is(List.of(followed.id(), other.id())));
      JsonNode record = output().records(DAY).get(followed.id());
      assertThat(record.path("outcome").asText(), is("selected"));
      assertThat(record.path("relevance").asInt(), is(2));
      assertThat(record.path("score").asInt(), is(20));
      assertThat(record.path("matched_authors").toString(), is("[\"Kaiming He\"]"));
      assertThat(output().digestOrder(DAY), is(List.of(followed.id(), other.id())));
      assertThat(
          output().text("site/" + DAY + "/index.html"),
          stringContainsInOrder(
              "id=\"p" + other.id(), "id=\"followed\"", "id=\"p" + followed.id()));
      int calls = services.asked().size();
      assertEnds(run(services, "--scoreAuthorMatches=true"), 0);
      assertThat("paid once", services.asked(), hasSize(calls));
    }
  }

  @Test
  @Shows("siteUrl")
  void linksOfFeedsLeadToWhereTheSiteWillStand() throws IOException {
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001").scoring(9, 9))) {
      assertEnds(run(services, "--siteUrl=https://papers.example.org/sub/"), 0);
      assertThat(
          output().text("site/feed.xml"),
          containsString("href=\"https://papers.example.org/sub/" + DAY + "/index.html\""));
    }
  }

  @Test
  @Shows("verbose")
  void verboseShowsWhereAJobBroke() throws IOException {
    write("out/runs", "a file where a folder should be");
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001"))) {
      CommandResult quiet = run(services, "--scorer=offline");
      assertThat(quiet.text(), quiet.code(), is(1));
      assertThat(quiet.text(), not(containsString("\tat ")));
      CommandResult loud = run(services, "--scorer=offline", "--verbose");
      assertThat(loud.code(), is(1));
      assertThat(loud.err(), containsString("\tat "));
    }
  }

  @Test
  @Shows("detached")
  void aJobThatEndsWithTheCommandCannotBeLeft() throws IOException {
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001"))) {
      CommandResult result = run(services, "--detached");
      assertThat(result.code(), is(2));
      assertThat(result.err(), startsWith("paperbeam: --detached: this job ends with the command"));
      assertThat(services.requests("/"), is(empty()));
    }
  }
}

package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWithIgnoringCase;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.Shows;

/** What goes wrong: nothing is lost, nothing is published that is not so, and money stays put. */
public abstract class FailureContract extends Contract {
  private static final TestPaper[] PAPERS = {
    TestPaper.of("2503.10001"),
    TestPaper.of("2503.10002"),
    TestPaper.of("2503.10003"),
    TestPaper.of("2503.10004"),
    TestPaper.of("2503.10005").scoring(2, 2)
  };

  protected FailureContract(List<String> runner) {
    super(runner);
  }

  @Test
  void hopelessAnswersAreKeptAsDeadLettersAndAHealthyRunAsksForThoseAlone() throws IOException {
    String hopeless = "2503.10002";
    try (TestServices services = TestServices.of(PAPERS)) {
      services.answer(
          question ->
              question.scoring() && question.ids().contains(hopeless)
                  ? TestServices.saying(question, "I would rather not say.")
                  : services.honest(question));
      assertEnds(run(services, "--llmMaxAttempts=2"), 3);
      assertThat(output().outcomes(DAY).get(hopeless), is("unscored"));
      List<JsonNode> letters = output().lines("unscored/day=" + DAY);
      assertThat(letters, hasSize(1));
      JsonNode letter = letters.get(0);
      assertThat(letter.path("arxiv_id").asText(), is(hopeless));
      assertThat(letter.path("stage").asText(), is("score"));
      assertThat(letter.path("cause").asText(), is("answer could not be read"));
      assertThat(letter.path("attempts").asInt(), greaterThan(1));
      assertThat(letter.path("raw_answer").asText(), is("I would rather not say."));
      assertThat(
          output().digest(DAY),
          containsString("\n> This digest is incomplete: 1 of 5 papers could not"));
      assertThat(output().numbers(0).get("unscored"), is(1L));
      assertThat(output().numbers(0).get("selected"), is(3L));

      services.answerHonestly();
      int before = services.asked().size();
      assertEnds(run(services), 0);
      assertThat(
          services.asked().subList(before, services.asked().size()).stream()
              .map(LlmQuestion::ids)
              .toList(),
          is(List.of(List.of(hopeless))));
      assertThat(output().files("unscored"), is(empty()));
      assertThat(output().outcomes(DAY).get(hopeless), is("selected"));
      assertThat(output().digest(DAY), containsString("# Personalized Daily ArXiv Papers " + DAY));
      assertThat(output().digest(DAY), not(containsString("This digest is incomplete")));
    }
  }

  @Test
  void aRejectedKeyEndsTheRunPublishesNothingAndStandsNowhere() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      services.rejectKey();
      CommandResult quiet = run(services);
      assertEnds(quiet, 1);
      assertThat(quiet.out(), containsString("failed: the LLM service "));
      assertThat(quiet.out(), containsString("401"));
      assertThat(output().report().path("reason_kind").asText(), is("credential"));
      CommandResult loud = run(services, "--verbose");
      assertThat(loud.code(), is(1));
      assertThat(output().files("scores", "digests", "unscored"), is(empty()));
      assertThat(output().holding(TestServices.KEY), is(empty()));
      assertThat(quiet.text(), not(containsString(TestServices.KEY)));
      assertThat(loud.text(), not(containsString(TestServices.KEY)));
      assertThat(output().numbers(0).get("unscored"), is(5L));
    }
    try (TestServices services = TestServices.of(PAPERS)) {
      CommandResult mended = run(services, "--verbose");
      assertThat(mended.text(), mended.code(), is(0));
      assertThat(output().holding(TestServices.KEY), is(empty()));
      assertThat(mended.text(), not(containsString(TestServices.KEY)));
      assertThat(output().outcomes(DAY).size(), is(5));
    }
  }

  @Test
  void anUnreachableFeedIsOneClearLineAndNoDigest() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      String closed = "http://127.0.0.1:" + closedPort() + "/rss";
      CommandResult result = run(services, "--arxivRssUrl=" + closed);
      assertEnds(result, 1);
      List<String> failed = result.text().lines().filter(l -> l.contains("failed")).toList();
      assertThat(failed, hasSize(1));
      assertThat(
          failed.get(0),
          startsWithIgnoringCase(
              "failed: cannot reach arXiv's RSS feed: Connection refused for "
                  + closed
                  + "/cs.LG+cs.AI; check the network"));
      assertThat(output().files("scores", "digests", "unscored"), is(empty()));
      assertThat(services.asked(), is(empty()));
    }
  }

  @Test
  void aFeedOfAnotherDaySaysWhetherTheDayAskedForIsStillToCome() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      for (String[] asked :
          new String[][] {{"2025-03-26", "not_out_yet"}, {"2025-03-24", "missing"}}) {
        CommandResult result = run(services, "--date=" + asked[0]);
        assertEnds(result, 1);
        JsonNode report = output().report();
        assertThat(report.path("reason_kind").asText(), is(asked[1]));
        assertThat(
            report.path("reason").asText(),
            allOf(
                containsString("holds the listing of " + DAY + ", not of " + asked[0]),
                containsString("use --source=oai, api or snapshot")));
      }
      assertThat(services.asked(), is(empty()));
    }
  }

  private static int closedPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anUnreachableLlmEndsTheRunAndTheNextOneGoesOnWhereItWas() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      services.answer(question -> question.scoring() ? Answer.hangUp() : services.honest(question));
      CommandResult away = run(services, "--llmMaxAttempts=1");
      assertEnds(away, 1);
      assertThat(away.out(), containsString("failed: the LLM service "));
      assertThat(away.out(), containsString("does not answer"));
      assertThat(output().files("scores", "digests", "unscored"), is(empty()));

      services.answerHonestly();
      int before = services.asked().size();
      assertEnds(run(services), 0);
      assertThat(
          "titles are not asked about again",
          services.asked().subList(before, services.asked().size()).stream()
              .allMatch(LlmQuestion::scoring),
          is(true));
      assertThat(output().outcomes(DAY).size(), is(PAPERS.length));
    }
  }

  @Test
  @Shows("maxCostUsd")
  void theCostCapHoldsAndTheNextRunDoesTheRest() throws IOException {
    // Enough for one call or two: the most that one can cost is about 0.004.
    double cap = 0.006;
    try (TestServices services = TestServices.of(PAPERS)) {
      CommandResult capped =
          run(services, "--titleFilter=false", "--papersPerPrompt=1", "--maxCostUsd=" + cap);
      assertEnds(capped, 3);
      JsonNode report = output().report();
      assertThat(
          report.path("llm").path("cost_usd").asDouble(),
          is(both(greaterThan(0.0)).and(lessThanOrEqualTo(cap))));
      long left = output().numbers(0).get("unscored");
      assertThat(left, is(both(greaterThan(0L)).and(lessThan(5L))));
      assertThat(report.path("reason").asText(), containsString("--maxCostUsd"));
      assertThat(
          output().digest(DAY),
          containsString("\n> This digest is incomplete: " + left + " of 5 papers could not"));
      assertThat(
          output().lines("unscored").stream()
              .map(l -> l.path("cause").asText())
              .distinct()
              .toList(),
          is(List.of("cost cap reached")));

      assertEnds(run(services, "--titleFilter=false", "--papersPerPrompt=1"), 0);
      assertThat("each paid once", services.askedIds(true), is(ids()));
      assertThat(
          output().outcomes(DAY),
          is(
              Map.of(
                  "2503.10001", "selected",
                  "2503.10002", "selected",
                  "2503.10003", "selected",
                  "2503.10004", "selected",
                  "2503.10005", "below_cutoff")));
    }
  }

  private static List<String> ids() {
    return List.of(PAPERS).stream().map(TestPaper::id).toList();
  }
}

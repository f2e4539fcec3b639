package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paperbeam.testing.BatchPlan;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.Shows;

/** Every option of the scoring changes what the LLM is asked, how often, or what it may cost. */
@Timeout(180)
public abstract class ScoringOptionsContract extends Contract {
  private static final TestPaper[] PAPERS =
      IntStream.range(0, 5)
          .mapToObj(i -> TestPaper.of("2503.1000" + i).saying("word ".repeat(300)))
          .toArray(TestPaper[]::new);

  protected ScoringOptionsContract(List<String> runner) {
    super(runner);
  }

  @Test
  @Shows("scorer")
  void theOfflineScorerAsksNoLlm() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      assertEnds(run(services, "--scorer=offline"), 0);
      assertThat(services.requests("/v1"), is(empty()));
      assertThat(output().outcomes(DAY).size(), is(PAPERS.length));
    }
  }

  @Test
  @Shows({"llmModel", "llmUrl", "titleFilter", "papersPerPrompt"})
  void theQuestionsAreAsTheOptionsSay() throws IOException {
    try (TestServices services = TestServices.of(PAPERS);
        TestServices llm = TestServices.of(PAPERS)) {
      assertEnds(
          run(
              services,
              "--llmUrl=" + llm.url() + "/v1",
              "--llmModel=another-model",
              "--titleFilter=false",
              "--papersPerPrompt=2"),
          0);
      assertThat(services.requests("/v1"), is(empty()));
      assertThat(
          llm.asked().stream().map(question -> question.ids().size()).sorted().toList(),
          is(List.of(1, 2, 2)));
      assertThat(llm.askedIds(false), is(empty()));
      llm.sent("/v1/chat")
          .forEach(
              request -> assertThat(request.body(), containsString("\"model\":\"another-model\"")));
      assertThat(
          output().records(DAY).get("2503.10000").path("model").asText(), is("another-model"));
    }
  }

  @Test
  @Shows("rescore")
  void whatIsNearACutOffIsAskedAgainAndPaidOnce() throws IOException {
    TestPaper near = TestPaper.of("2503.10001").scoring(6, 9);
    TestPaper clear = TestPaper.of("2503.10002").scoring(9, 9);
    try (TestServices services = TestServices.of(near, clear)) {
      List<String> asked = new CopyOnWriteArrayList<>();
      services.answer(
          question -> {
            asked.addAll(question.ids());
            return asked.size() > 2
                ? TestServices.scores(question, List.of(near.scoring(7, 8)))
                : services.honest(question);
          });
      assertEnds(run(services, "--titleFilter=false", "--rescore=nearCutoff"), 0);
      assertThat(
          asked.stream().sorted().toList(),
          is(List.of(near.id(), near.id(), near.id(), clear.id())));
      assertThat(output().outcomes(DAY).get(near.id()), is("selected"));
      assertThat(output().records(DAY).get(near.id()).path("relevance").asInt(), is(7));
      assertThat(
          output().report().at("/llm/rescored").toString(),
          is("{\"papers\":1,\"decisions_changed\":1}"));
      int calls = services.asked().size();
      assertEnds(run(services, "--titleFilter=false", "--rescore=nearCutoff"), 0);
      assertThat("paid once", services.asked(), hasSize(calls));
      assertThat(output().outcomes(DAY).get(near.id()), is("selected"));
      assertThat(output().report().at("/llm/rescored").isNull(), is(true));
      assertEnds(run(services, "--titleFilter=false"), 0);
      assertThat(
          "the first answer alone", output().outcomes(DAY).get(near.id()), is("below_cutoff"));
      assertThat(services.asked(), hasSize(calls));
    }
  }

  @Test
  @Shows({"examples", "marks"})
  void marksOfEarlierDaysAreExamplesInTheScoringPrompt() throws IOException {
    write(
        "out/marks.json",
        """
        {"2503.09001": {"star": true, "date": "2025-03-20", "title": "Wanted of old"},
         "2503.09002": {"dislike": true, "date": "2025-03-20", "title": "Unwanted of old"},
         "2503.10000": {"star": true, "date": "%s", "title": "Of this day"}}
        """
            .formatted(DAY));
    write(
        "mine.json",
        "{\"2503.09003\": {\"star\": true, \"date\": \"2025-03-20\", \"title\": \"Mine of old\"}}");
    try (TestServices services = TestServices.of(PAPERS[0])) {
      assertEnds(run(services, "--source=rss", "--date=" + DAY, "--examples=5"), 0);
      assertThat(
          prompts(services, 0),
          stringContainsInOrder("Wanted of old", "true", "Unwanted of old", "false"));
      assertThat(prompts(services, 0), not(containsString("Of this day")));
      assertThat(output().digest(DAY), containsString("Wanted of old"));
      int calls = services.asked().size();
      assertEnds(run(services, "--source=rss", "--date=" + DAY, "--examples=5"), 0);
      assertThat("the same examples are the same question", services.asked(), hasSize(calls));
      assertEnds(
          run(
              services,
              "--source=rss",
              "--date=" + DAY,
              "--examples=5",
              "--marks=" + storage().path("mine.json")),
          0);
      assertThat("others are another", services.asked(), hasSize(calls + 1));
      assertThat(prompts(services, calls), containsString("Mine of old"));
      assertEnds(run(services), 0);
      assertThat("so are none", services.asked(), hasSize(calls + 2));
    }
  }

  @Test
  @Shows("ledger")
  void anotherRunOfTheSameDaysIsComparedAndPaidOnce() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      assertEnds(run(services), 0);
      int calls = services.asked().size();
      CommandResult strict = evaluateWith(services, "--source=rss", "--minRelevance=10");
      assertThat(strict.text(), strict.code(), is(0));
      assertThat("the same questions", services.asked(), hasSize(calls));
      assertThat(strict.out(), containsString("the other run: the same decision for "));
      assertThat(strict.out(), containsString("relevance equal in 100.0 %"));
      CommandResult another = evaluateWith(services, "--source=rss", "--llmModel=gpt-4o-mini");
      assertThat(another.text(), another.code(), is(0));
      assertThat("another model is asked", services.asked().size(), is(greaterThan(calls)));
      calls = services.asked().size();
      CommandResult again = evaluateWith(services, "--source=rss", "--llmModel=gpt-4o-mini");
      assertThat(again.text(), again.code(), is(0));
      assertThat("and paid once", services.asked(), hasSize(calls));
      assertThat(
          "of the output's own records nothing changes",
          output().records(DAY).get(PAPERS[0].id()).path("model").asText(),
          is("gpt-4o"));
      CommandResult refused = evaluateWith(services, "--minRelevance=11");
      assertThat(refused.code(), is(2));
      assertThat(refused.err(), containsString("--minRelevance"));
      CommandResult twice = evaluateWith(services, "--date=" + DAY);
      assertThat(twice.code(), is(2));
      assertThat(
          twice.err(), containsString("--with: --date is what evaluate says: leave it away"));
    }
  }

  @Test
  @Shows("language")
  void aSentenceInTheReadersLanguageComesWithTheScoresAndIsPaidOnce() throws IOException {
    try (TestServices services = TestServices.of(PAPERS[0])) {
      services.answer(
          question ->
              question.scoring()
                  ? TestServices.saying(
                      question,
                      "{\"ARXIVID\": \"%s\", \"COMMENT\": \"Said.\", \"RELEVANCE\": 9,"
                              .formatted(PAPERS[0].id())
                          + " \"NOVELTY\": 8, \"SUMMARY_DE\": \"Ein Satz über $x$.\"}")
                  : services.honest(question));
      assertEnds(run(services, "--language=de"), 0);
      assertThat(prompts(services, 0), containsString("one sentence in German (de)"));
      JsonNode record = output().records(DAY).get(PAPERS[0].id());
      assertThat(record.path("summary").asText(), is("Ein Satz über $x$."));
      assertThat(record.path("summary_language").asText(), is("de"));
      assertThat(output().digest(DAY), containsString("**Summary:** Ein Satz über $x$."));
      int calls = services.asked().size();
      assertEnds(run(services, "--language=fr"), 0);
      assertThat("another language is no other question", services.asked(), hasSize(calls));
      assertThat(
          "what is German is not called French",
          output().records(DAY).get(PAPERS[0].id()).path("summary").isNull(),
          is(true));
      assertThat(run(services, "--language=klingonisch").code(), is(2));
    }
  }

  private void write(String relative, String text) throws IOException {
    storage().write(relative, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String prompts(TestServices services, int from) {
    List<String> bodies =
        services.sent("/v1/chat").stream().map(request -> request.body()).toList();
    return String.join("\n", bodies.subList(from, bodies.size()));
  }

  @Test
  @Shows("promptTokens")
  void aPromptHasNoMoreTokens() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      assertEnds(run(services, "--titleFilter=false", "--promptTokens=1200"), 0);
      // One prompt holds all five when nobody says how long it may be.
      assertThat(services.asked().size(), is(greaterThan(1)));
      assertThat(services.askedIds(true), hasSize(PAPERS.length));
    }
  }

  @Test
  @Shows("llmMaxAttempts")
  void aPaperIsAskedAloneSoOften() throws IOException {
    try (TestServices services = TestServices.of(PAPERS[0])) {
      services.answer(question -> TestServices.saying(question, "I would rather not say."));
      assertEnds(run(services, "--titleFilter=false", "--llmMaxAttempts=3"), 3);
      assertThat(services.asked(), hasSize(3));
    }
  }

  @Test
  @Shows("llmTimeoutSeconds")
  void aCallIsGivenUpInTime() throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    try (TestServices services = TestServices.of(PAPERS[0])) {
      services.answer(
          question -> {
            boolean soon = await(ended, 20);
            return soon ? Answer.of(500, "too late") : services.honest(question);
          });
      CommandResult result =
          run(services, "--titleFilter=false", "--llmMaxAttempts=1", "--llmTimeoutSeconds=1");
      ended.countDown();
      assertEnds(result, 3);
      assertThat(output().lines("unscored").toString(), containsString("no answer within 1 s"));
    }
  }

  @Test
  @Shows("llmMaxInFlight")
  void soManyCallsAreInFlight() throws IOException {
    Semaphore lines = new Semaphore(1);
    try (TestServices services = TestServices.of(PAPERS)) {
      List<LlmQuestion> together = new CopyOnWriteArrayList<>();
      services.answer(
          question -> {
            if (!lines.tryAcquire()) {
              together.add(question);
              return services.honest(question);
            }
            // Time for a second call to come in, if one may.
            boolean unused = await(new CountDownLatch(1), 0.4);
            lines.release();
            return services.honest(question);
          });
      assertEnds(
          run(services, "--titleFilter=false", "--papersPerPrompt=1", "--llmMaxInFlight=1"), 0);
      assertThat(services.asked(), hasSize(PAPERS.length));
      assertThat(together, is(empty()));
    }
  }

  private static boolean await(CountDownLatch latch, double seconds) throws IOException {
    try {
      return latch.await((long) (seconds * 1000), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the test is over", e);
    }
  }

  @Test
  @Shows({"llmRequestsPerMinute", "llmTokensPerMinute"})
  void theRatesSayHowLongARunTakesAtLeast() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      assertThat(limit(services, "--llmRequestsPerMinute=1"), is("1 calls a minute"));
      assertThat(limit(services, "--llmTokensPerMinute=100"), is("100 tokens a minute"));
    }
  }

  private String limit(TestServices services, String rate) throws IOException {
    List<String> options = new ArrayList<>(services.options());
    options.add(rate);
    output().delete("estimates");
    CommandResult result = call("estimate", options);
    assertThat(result.text(), result.code(), is(0));
    JsonNode estimate = output().json(output().files("estimates").get(0));
    assertThat(estimate.at("/total/likely/shortest_seconds").asDouble(), is(greaterThan(60.0)));
    return estimate.at("/total/likely/tightest_limit").asText();
  }

  @Test
  @Shows("llmBatchPollSeconds")
  void anOpenBatchIsLookedAtSoOften() throws IOException {
    try (TestServices services = TestServices.of(PAPERS[0])) {
      services.batches().plan(1, BatchPlan.AT_ONCE.after("validating", "in_progress"));
      long start = System.nanoTime();
      assertEnds(
          run(services, "--titleFilter=false", "--llmMode=batch", "--llmBatchPollSeconds=2"), 0);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      assertThat(services.requests("/v1/batches/batch_1"), hasSize(3));
      // Two waits at least lie between three looks; the default would make them a minute.
      assertThat(seconds, is(both(greaterThan(3L)).and(lessThan(60L))));
    }
  }

  @Test
  @Shows("llmPrices")
  void aPriceOfTheUsersCounts() throws IOException {
    storage()
        .write(
            "prices.json",
            "{\"providers\": [{\"name\": \"Mine\", \"models\": {\"gpt-4o\": {\"prompt\": 1000,\"completion\": 3000}}}]}"
                .getBytes(StandardCharsets.UTF_8));
    try (TestServices services = TestServices.of(PAPERS[0])) {
      assertEnds(
          run(services, "--titleFilter=false", "--llmPrices=" + storage().path("prices.json")), 0);
      assertThat(
          output().report().path("llm").path("cost_usd").asDouble(),
          is(closeTo(services.promptTokens() * 1e-3 + services.completionTokens() * 3e-3, 1e-5)));
    }
  }

  @Test
  @Shows("llmLeaveOut")
  void whatIsKnownToBeRefusedIsNeverSent() throws IOException {
    try (TestServices services = TestServices.of(PAPERS[0])) {
      assertEnds(run(services, "--titleFilter=false", "--llmLeaveOut=temperature,seed"), 0);
      assertThat(services.sent("/v1/chat"), hasSize(1));
      services
          .sent("/v1/chat")
          .forEach(
              request -> {
                assertThat(request.body(), not(containsString("\"temperature\"")));
                assertThat(request.body(), not(containsString("\"seed\"")));
                assertThat(request.body(), containsString("\"response_format\""));
              });
    }
  }
}

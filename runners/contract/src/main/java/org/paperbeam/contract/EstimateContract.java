package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An estimate, and the run that it was of. */
public abstract class EstimateContract extends Contract {
  /** Three titles of ten are irrelevant, some papers are decided by their authors. */
  private static final TestPaper[] PAPERS =
      IntStream.range(0, 120)
          .mapToObj(
              i -> {
                TestPaper paper = TestPaper.of("2503.%05d".formatted(10_001 + i));
                return i % 10 < 3
                    ? paper.withIrrelevantTitle()
                    : i % 10 == 9 ? paper.by(new TestAuthor("7", "A. Uthor", 1)) : paper;
              })
          .toArray(TestPaper[]::new);

  protected EstimateContract(List<String> runner) {
    super(runner);
  }

  @Test
  void anEstimateAsksNobodyAndIsNearToWhatTheRunThenUses() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      CommandResult result = estimate(services);
      assertThat(result.text(), result.code(), is(0));
      assertThat(services.asked(), is(empty()));
      assertThat(
          output().files("scores", "digests", "ledger", "site", "runs", "unscored"), is(empty()));
      JsonNode estimate = output().json(output().files("estimates").get(0));
      JsonNode likely = estimate.at("/total/likely");
      assertThat(estimate.at("/days/0/papers").asInt(), is(120));
      assertThat(estimate.at("/days/0/to_ask").asInt(), is(108));

      assertEnds(run(services), 0);
      JsonNode used = output().report().path("llm");
      assertNear(likely, used, "requests");
      assertNear(likely, used, "prompt_tokens");
    }
  }

  @Test
  void theLedgerTeachesHowLongAnswersAre() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      assertEnds(run(services), 0);
      // Another text of the profile makes every question a new one.
      appendToTopics("\n2. Sparsity\n");
      CommandResult result = estimate(services);
      assertThat(result.text(), result.code(), is(0));
      JsonNode likely = output().json(output().files("estimates").get(0)).at("/total/likely");

      assertEnds(run(services), 0);
      JsonNode used = output().report().path("llm");
      assertNear(likely, used, "requests");
      assertNear(likely, used, "prompt_tokens");
      assertNear(likely, used, "completion_tokens");
      assertNear(likely, used, "cost_usd");
    }
  }

  @Test
  void whatTheLedgerAnswersCostsNothing() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      assertEnds(run(services), 0);
      CommandResult result = estimate(services);
      assertThat(result.text(), result.code(), is(0));
      assertThat(result.out(), containsString("no LLM call, no cost"));
    }
  }

  @Test
  void aListingThatFailsIsOneLineAndNoEstimate() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      CommandResult result = call("estimate", List.of("--arxivRssUrl=http://127.0.0.1:1/rss"));
      assertThat(result.text(), result.code(), is(1));
      assertThat(result.text(), containsString("failed: "));
      assertThat(result.text(), not(containsString("\tat ")));
      assertThat(services.asked(), is(empty()));
    }
  }

  private CommandResult estimate(TestServices services) {
    return call("estimate", services.options());
  }

  private static void assertNear(JsonNode estimated, JsonNode used, String field) {
    double real = used.path(field).asDouble();
    assertThat(field, real, is(greaterThan(0.0)));
    assertThat(field, estimated.path(field).asDouble(), is(closeTo(real, 0.1 * real)));
  }
}

package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.Shows;

/**
 * A second service takes over what the first leaves: two services that count what each is asked.
 */
@Timeout(180)
public abstract class FallbackContract extends Contract {
  private static final String FIRST = "gpt-4o";
  private static final String SECOND = "gpt-4o-mini";
  private static final String KEY = "sk-of-the-second-0123456789";
  private static final String ODD = "2503.10003";
  private static final TestPaper[] PAPERS =
      IntStream.range(0, 5)
          .mapToObj(i -> TestPaper.of("2503.1000" + i).saying("word ".repeat(300)))
          .toArray(TestPaper[]::new);

  private final TestServices first = TestServices.of(PAPERS);
  private final TestServices second = TestServices.of(PAPERS);

  protected FallbackContract(List<String> runner) {
    super(runner);
  }

  @BeforeEach
  void giveTheSecondItsOwnKey() throws IOException {
    second.takeKey(KEY);
    storage().write("second", KEY.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private CommandResult runBoth(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add(
        "--llmFallback=%s/v1,model=%s,keyFile=%s"
            .formatted(second.url(), SECOND, storage().path("second")));
    return run(first, all.toArray(new String[0]));
  }

  private static Answer noCredit() {
    return Answer.of(400, "{\"error\":{\"message\":\"Your credit balance is too low.\"}}");
  }

  /** The first service refuses whatever has the odd paper in it. */
  private Answer refusesTheOddOne(LlmQuestion question) {
    return question.scoring() && question.ids().contains(ODD)
        ? Answer.of(400, "{\"error\":{\"code\":\"content_filter\",\"message\":\"filtered\"}}")
        : first.honest(question);
  }

  private List<String> models() throws IOException {
    List<String> models = new ArrayList<>();
    for (JsonNode record : output().records(DAY).values()) {
      models.add(record.path("model").asText());
    }
    return models;
  }

  private void assertNothingIsPaidTwice() throws IOException {
    int asked = first.asked().size() + second.asked().size();
    assertEnds(runBoth(), 0);
    assertThat(first.asked().size() + second.asked().size(), is(asked));
    assertThat(output().report().path("llm").path("cost_usd").asDouble(), is(0.0));
  }

  @Test
  @Shows("llmFallback")
  void whatTheFirstHasNoCreditForIsAskedOfTheOther() throws IOException {
    first.answer(question -> question.scoring() ? noCredit() : first.honest(question));
    CommandResult result = runBoth();
    assertEnds(result, 0);
    assertThat(models(), is(Collections.nCopies(PAPERS.length, SECOND)));
    assertThat(result.text(), containsString("took over 5 papers"));
    assertThat(result.text(), containsString("Your credit balance is too low."));
    JsonNode llm = output().report().path("llm");
    JsonNode theirs = llm.path("fallback");
    assertThat(theirs.path("requests").asInt(), is(second.asked().size()));
    assertThat(theirs.path("prompt_tokens").asLong(), is(second.promptTokens()));
    assertThat(
        "each at its own price",
        Math.round(llm.path("cost_usd").asDouble() * 1e6),
        is(
            Math.round(
                (first.promptTokens() - scoringTokens()) * 2.5
                    + first.completionTokens() * 10
                    + second.promptTokens() * 0.15
                    + second.completionTokens() * 0.6)));
    assertThat(output().holding(KEY), is(empty()));
    assertNothingIsPaidTwice();
  }

  /** What the first was asked and refused, so that it is not billed. */
  private long scoringTokens() {
    return first.asked().stream()
        .filter(LlmQuestion::scoring)
        .mapToLong(LlmQuestion::promptTokens)
        .sum();
  }

  @Test
  void onlyWhatTheFirstLeavesIsAskedOfTheOther() throws IOException {
    first.answer(this::refusesTheOddOne);
    assertEnds(runBoth(), 0);
    assertThat(second.askedIds(true), is(List.of(ODD)));
    assertThat("its title has passed", second.askedIds(false), is(empty()));
    assertThat(output().records(DAY).get(ODD).path("model").asText(), is(SECOND));
    assertThat(Collections.frequency(models(), FIRST), is(PAPERS.length - 1));
    assertNothingIsPaidTwice();
  }

  @Test
  void aSecondThatFailsTooLeavesTheDayAsTheFirstLeftIt() throws IOException {
    first.answer(this::refusesTheOddOne);
    second.answer(question -> noCredit());
    CommandResult result = runBoth();
    assertEnds(result, 3);
    assertThat(result.text(), containsString("could not take over"));
    assertThat(output().outcomes(DAY).get(ODD), is("unscored"));
    assertThat(Collections.frequency(models(), FIRST), is(PAPERS.length - 1));
  }

  @Test
  void whenBothEndTheRunHasFailedAndTheNextOneGoesOn() throws IOException {
    first.answer(question -> noCredit());
    second.answer(question -> noCredit());
    CommandResult result = runBoth();
    assertEnds(result, 1);
    assertThat(result.text(), containsString(first.url()));
    assertThat(result.text(), containsString(second.url()));
    first.answerHonestly();
    assertEnds(runBoth(), 0);
    assertThat(models(), is(Collections.nCopies(PAPERS.length, FIRST)));
  }

  @Test
  void aWrongKeyOfTheFirstIsForTheUserToPutRight() throws IOException {
    first.rejectKey();
    assertEnds(runBoth(), 1);
    assertThat(second.asked(), is(empty()));
  }

  @Test
  void theCapIsOneForBoth() throws IOException {
    first.answer(
        question ->
            question.scoring()
                ? noCredit()
                : first.honest(
                    new LlmQuestion(false, question.ids(), 2_400 * question.ids().size())));
    second.answer(
        question ->
            second.honest(
                question.scoring() ? new LlmQuestion(true, question.ids(), 40_000) : question));
    // Three cents are the first's, and a paper of the second is six tenths of one.
    CommandResult result =
        runBoth("--maxCostUsd=0.04", "--papersPerPrompt=1", "--llmMaxInFlight=1");
    assertEnds(result, 3);
    assertThat(result.text(), containsString("the cost cap"));
    int scored = second.askedIds(true).size();
    assertThat(scored, is(greaterThan(0)));
    assertThat(scored, is(lessThan(PAPERS.length)));
    assertThat(models(), not(is(empty())));
  }
}

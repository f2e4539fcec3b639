package org.paperbeam.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paperbeam.calls.NearCutOff;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.AnswerForm;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;
import org.paperbeam.testing.Papers;

class DayEstimatorTest {
  private static final String OPENAI = "https://api.openai.com/v1";
  private static final String OTHER = "http://127.0.0.1:8900/v1";

  private static final Prompts PROMPTS =
      Prompts.of(
          PromptConfig.builder()
              .setModel("gpt-4o")
              .setTopics("Sparse mixtures of experts.")
              .setScoring("Relevance and novelty go from 1 to 10.")
              .setPapersPerPrompt(10)
              .build());

  private static List<PaperQuestion> questions(int from, int to, boolean kept) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                counted(Papers.paper("2503.%05d".formatted(i), "Title " + i, "Text " + i), i, kept))
        .toList();
  }

  private static PaperQuestion counted(ListedPaper paper, int i, boolean kept) {
    return PaperQuestion.builder()
        .setRecord(PaperRecord.listed(paper))
        .setTitleTokens(PROMPTS.of(Stage.TITLES).paperTokens(paper))
        .setScoreTokens(PROMPTS.of(Stage.SCORES).paperTokens(paper))
        .setTitleKey("title " + i)
        .setScoreKey("score " + i)
        .setTitleKept(kept)
        .build();
  }

  private static DayEstimator.Calls estimate(
      List<PaperQuestion> questions, CallHistory history, String url) {
    return new DayEstimator(PROMPTS, new Guesses(history, url, "gpt-4o", false))
        .estimate(questions);
  }

  /** So many titles of which so many were dropped; each answer as long as the other. */
  private static CallHistory.Builder titles(long asked, long dropped) {
    return CallHistory.builder().setTitles(asked).setDropped(dropped);
  }

  @Test
  void nothingToAskTakesNothing() {
    DayEstimator.Calls calls = estimate(List.of(), CallHistory.NONE, OPENAI);
    assertThat(calls.least(), is(CallCount.NONE));
    assertThat(calls.likely(), is(CallCount.NONE));
    assertThat(calls.most(), is(CallCount.NONE));
  }

  @Test
  void papersWhoseTitlesHavePassedArePackedAsTheRunWould() {
    List<PaperQuestion> questions = questions(0, 25, true);
    long tokens =
        PROMPTS
            .cut(
                Stage.SCORES,
                questions,
                PaperQuestion::paper,
                q -> q.tokens(Stage.SCORES),
                PaperQuestion::shuffledBy)
            .stream()
            .mapToLong(
                batch ->
                    PROMPTS
                        .of(Stage.SCORES)
                        .render(
                            batch.stream().map(PaperQuestion::paper).toList(),
                            AnswerForm.JSON_SCHEMA)
                        .promptTokens())
            .sum();
    DayEstimator.Calls calls = estimate(questions, CallHistory.NONE, OPENAI);
    assertThat(calls.least().getRequests(), is(3L));
    assertThat(calls.likely().getRequests(), is(3L));
    assertThat(calls.most().getRequests(), is(3L));
    assertThat("our count is OpenAI's", calls.likely().getPromptTokens(), is(tokens));
  }

  @Test
  void theShareOfDroppedTitlesIsLearntFromTheLedger() {
    List<PaperQuestion> questions = questions(0, 100, false);
    long unknown = estimate(questions, CallHistory.NONE, OPENAI).likely().getRequests();
    long most = estimate(questions, titles(5_000, 4_500).build(), OPENAI).likely().getRequests();
    long few = estimate(questions, titles(5_000, 0).build(), OPENAI).likely().getRequests();
    assertThat("ten of titles, and seven of ten pass", unknown, is(10L + 7));
    assertThat("ten of titles, and one of ten passes", most, is(10L + 1));
    assertThat("ten of titles, and all pass", few, is(10L + 10));
  }

  @Test
  void theMoreTitlesTheLedgerHasSeenTheNarrowerIsTheInterval() {
    List<PaperQuestion> questions = questions(0, 1_000, false);
    DayEstimator.Calls first = estimate(questions, CallHistory.NONE, OPENAI);
    DayEstimator.Calls later = estimate(questions, titles(5_000, 1_500).build(), OPENAI);
    long wide = first.most().getRequests() - first.least().getRequests();
    long narrow = later.most().getRequests() - later.least().getRequests();
    assertThat(narrow, is(lessThan(wide)));
    assertThat(narrow, is(greaterThan(0L)));
  }

  @Test
  void aServiceThatCountsOtherwiseIsBelievedOnceTheLedgerShowsIt() {
    List<PaperQuestion> questions = questions(0, 50, true);
    double ours = estimate(questions, CallHistory.NONE, OPENAI).likely().getPromptTokens();
    CallHistory history =
        CallHistory.builder().setCounted(1_000).setPrompt(1_300).setCached(650).build();
    CallCount likely = estimate(questions, history, OTHER).likely();
    assertThat((double) likely.getPromptTokens(), is(closeTo(1.3 * ours, 1)));
    assertThat(
        "half of them cached", (double) likely.getCachedTokens(), is(closeTo(0.65 * ours, 1)));
  }

  @Test
  void anUnknownServiceIsTakenToCountFourCharactersAToken() {
    List<PaperQuestion> questions = questions(0, 1, true);
    var prompt =
        PROMPTS
            .of(Stage.SCORES)
            .render(List.of(questions.get(0).getRecord().getPaper()), AnswerForm.JSON_SCHEMA);
    DayEstimator.Calls calls = estimate(questions, CallHistory.NONE, OTHER);
    double characters = prompt.system().length() + prompt.user().length();
    assertThat((double) calls.likely().getPromptTokens(), is(closeTo(characters / 4, 1)));
    assertThat((double) calls.most().getPromptTokens(), is(closeTo(characters / 3, 1)));
  }

  private static List<PaperQuestion> nearOnes(List<PaperQuestion> questions) {
    return questions.stream()
        .map(q -> q.toBuilder().setNearCutOff(NearCutOff.of(7, 6)).build())
        .toList();
  }

  @Test
  void whatIsAskedAgainNearACutOffIsForeseen() {
    List<PaperQuestion> questions = questions(0, 100, true);
    DayEstimator.Calls plain = estimate(questions, CallHistory.NONE, OPENAI);
    DayEstimator.Calls again = estimate(nearOnes(questions), CallHistory.NONE, OPENAI);
    assertThat(plain.likely().getRequests(), is(10L));
    assertThat("eleven near ones, one of them torn", again.likely().getRequests(), is(10L + 2 + 1));
    assertThat(again.least().getRequests(), is(10L));
    assertThat(again.most().getRequests(), is(greaterThan(13L)));
    assertThat(
        again.likely().getCompletionTokens(),
        is(greaterThan(plain.likely().getCompletionTokens())));
    // What the ledger has seen of this profile counts.
    CallHistory none = CallHistory.builder().setScored(5_000).setNear(0).build();
    assertThat(
        estimate(nearOnes(questions), none, OPENAI).likely(),
        is(estimate(questions, none, OPENAI).likely()));
    // One answer is there already, and it leaves the decision open: that is asked as it is.
    PaperAnswer answer =
        PaperAnswer.builder()
            .setKey("score 0")
            .setArxivId("2503.00000")
            .setRelevance(7)
            .setNovelty(6)
            .setModel("gpt-4o")
            .setPromptSha256("ab")
            .setAnsweredAt("2025-03-25T04:00:00Z")
            .setRunId("run")
            .build();
    List<PaperQuestion> open =
        nearOnes(questions.subList(0, 10)).stream()
            .map(q -> q.toBuilder().setEarlier(List.of(answer)).build())
            .toList();
    assertThat(
        "and one of ten a third time",
        estimate(open, CallHistory.NONE, OPENAI).likely().getRequests(),
        is(2L));
  }

  @Test
  void theLengthOfAnswersIsLearntFromTheLedger() {
    CallHistory history =
        CallHistory.builder()
            .setAbstractsAsked(10)
            .setScoreCompletion(800)
            .setTitlesAsked(100)
            .setTitleCompletion(200)
            .build();
    assertThat(
        estimate(questions(0, 20, true), history, OPENAI).likely().getCompletionTokens(),
        is(20L * 80));
  }
}

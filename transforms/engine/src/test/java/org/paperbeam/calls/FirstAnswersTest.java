package org.paperbeam.calls;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every run takes the same one of several answers, whatever order it reads them in. */
class FirstAnswersTest {
  private static PaperAnswer answer(String answeredAt, String runId) {
    return PaperAnswer.builder()
        .setKey("k")
        .setArxivId("2503.00001")
        .setRelevance(7)
        .setNovelty(6)
        .setModel("m")
        .setPromptSha256("p")
        .setAnsweredAt(answeredAt)
        .setRunId(runId)
        .build();
  }

  @Test
  void theFirstAnswerCountsByTimeAndThenByRun() {
    PaperAnswer first = answer("2025-03-25T00:00:00.001Z", "b");
    List<PaperAnswer> all =
        new ArrayList<>(
            List.of(
                first,
                answer("2025-03-25T00:00:00.001Z", "c"),
                answer("2025-03-25T00:00:00.002Z", "a")));
    for (int turn = 0; turn < 2; turn++) {
      FirstAnswers<PaperAnswer> answers = FirstAnswers.ofPapers();
      all.forEach(answer -> answers.add("k", answer));
      assertThat(answers.get("k"), is(first));
      assertThat(answers.get("other"), is(nullValue()));
      Collections.reverse(all);
    }
  }
}

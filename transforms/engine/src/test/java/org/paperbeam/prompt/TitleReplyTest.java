package org.paperbeam.prompt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TitleReplyTest {
  private static final String A = "2503.00001";
  private static final String B = "2503.00002";
  private static final String C = "math.GT/0309136";
  private static final List<String> ASKED = List.of(A, B, C);

  private static TitleReply read(String answer) {
    return ReplyReader.readTitles(answer, ASKED, "stop");
  }

  private static void assertDrops(String answer, String... ids) {
    assertThat(answer, read(answer), is(new TitleReply(Set.of(ids), Optional.empty(), 0)));
  }

  private static void assertUnreadable(String answer) {
    assertThat(
        answer,
        read(answer),
        is(new TitleReply(Set.of(), Optional.of("answer could not be read"), 0)));
  }

  @Test
  void listsAreReadInEveryFormThatModelsGiveThem() {
    assertDrops("[\"" + A + "\", \"" + C + "\"]", A, C);
    assertDrops("{\"irrelevant\": [\"" + A + "\"]}", A);
    assertDrops("{\"ids\": [{\"id\": \"" + A + "\", \"reason\": \"off topic\"}]}", A);
    assertDrops("[{\"ARXIVID\": \"" + A + "\"},\n {\"ARXIVID\": \"" + B + "\"},]", A, B);
    assertDrops("{\"id\": \"" + A + "\"}\n{\"id\": \"" + B + "\"}", A, B);
    assertDrops("```json\n[\"" + A + "v1\", \"arXiv:" + B + "\"]\n```", A, B);
    assertDrops("Dropped [see below]:\n[" + A + "]\nDone.", A);
    assertDrops("[\"" + A + "\"]\nSo the answer is:\n{\"irrelevant\": [\"" + A + "\"]}", A);
    assertDrops("<think>[\"" + B + "\"]?</think>[\"" + A + "\"]", A);
  }

  @Test
  void anEmptyListDropsNothingAndIsAnAnswer() {
    assertDrops("[]");
    assertDrops("{\"irrelevant\": []}");
    assertDrops("None of them: [ ]");
    assertThat(read("[]").isAnswered(), is(true));
  }

  @Test
  void whatIsNotClearAnswersNothing() {
    for (String answer :
        List.of(
            "None of the papers is irrelevant.",
            "I'm sorry, I can't produce that. {\"ARXIVID\": ",
            "{}",
            "{\"irrelevant\": null}",
            "{\"relevant\": [\"" + A + "\"]}",
            "{\"keep\": [\"" + A + "\"], \"irrelevant\": [\"" + B + "\"]}",
            "{\"irrelevant\": [\"" + A + "\"], \"ids\": [\"" + B + "\"]}",
            "{\"id\": \"" + A + "\", \"irrelevant\": false}",
            "[{\"id\": \"" + A + "\", \"relevance\": 8}]",
            "[\"" + A + "\"] but not [\"" + B + "\"]",
            "[\"" + A + "\", \"" + B,
            "{\"irrelevant\": [\"" + A + "\"]",
            "[\"" + A + "\" \"" + B + "\"]",
            "[[\"" + A + "\"]]",
            "[\"the first one\"]",
            "[1, 2]",
            "[1]",
            A + "\n" + B)) {
      assertUnreadable(answer);
      assertThat(read(answer).isAnswered(), is(false));
    }
    assertThat(read(" \n").problem(), is(Optional.of("answer is empty")));
    assertThat(ReplyReader.readTitles(null, ASKED, null).isAnswered(), is(false));
  }

  @Test
  void anAnswerThatWasCutOffAnswersNothingEvenIfItLooksWhole() {
    TitleReply reply = ReplyReader.readTitles("[\"" + A + "\"]", ASKED, "length");
    assertThat(reply, is(new TitleReply(Set.of(), Optional.of("answer was cut off (length)"), 0)));
    assertThat(ReplyReader.readTitles("[]", ASKED, "content_filter").isAnswered(), is(false));
    assertThat(ReplyReader.readTitles("[]", ASKED, null).isAnswered(), is(true));
  }

  @Test
  void idsThatWereNotAskedAreIgnoredAndCounted() {
    assertThat(
        read("[\"" + A + "\", \"9999.99999\", \"2503.00003\"]"),
        is(new TitleReply(Set.of(A), Optional.empty(), 2)));
  }
}

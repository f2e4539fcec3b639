package org.paperbeam.failure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.paperbeam.failure.AnswerTable.when;
import static org.paperbeam.failure.AnswerTableTest.Asked.ONE;
import static org.paperbeam.failure.AnswerTableTest.Asked.OTHER;
import static org.paperbeam.failure.AnswerTableTest.Form.ODD;
import static org.paperbeam.failure.AnswerTableTest.Form.PLAIN;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.AnswerTable.When;

class AnswerTableTest {
  enum Asked {
    ONE,
    OTHER
  }

  enum Form {
    ODD,
    PLAIN
  }

  private static boolean fits(When when, Answer answer) {
    return AnswerTable.of(when.means("m")).find(answer).isPresent();
  }

  @Test
  void theFirstRowThatFitsCounts() {
    AnswerTable<String> table =
        AnswerTable.of(
            when(ONE).status(400).says("a").means("first"),
            when(ONE).status(400).means("second"),
            when(ONE).means("third"));
    assertThat(table.find(Answer.of(ONE, 400, "a")), is(Optional.of("first")));
    assertThat(table.find(Answer.of(ONE, 400, "b")), is(Optional.of("second")));
    assertThat(table.find(Answer.of(ONE, 401, "a")), is(Optional.of("third")));
    assertThat(table.find(Answer.of(OTHER, 400, "a")), is(Optional.empty()));
  }

  @Test
  void statusesAddUpAndEndsCount() {
    When when = when(ONE, OTHER).status(7, 9).statuses(20, 30);
    for (int status = 0; status < 40; status++) {
      boolean in = status == 7 || status == 9 || (status >= 20 && status <= 30);
      assertThat("" + status, fits(when, Answer.of(OTHER, status)), is(in));
    }
    assertThat(fits(when, Answer.saying(ONE, "7")), is(false));
    assertThat(fits(when.says("x"), Answer.of(ONE, 7, "y")), is(false));
  }

  @Test
  void wordsAreSearchedOrComparedOrACode() {
    Answer answer = Answer.of(ONE, 1, "code", "a type", "the message");
    assertThat(fits(when(ONE).says("no", "type the"), answer), is(true));
    assertThat(fits(when(ONE).says("Code"), answer), is(false));
    assertThat(fits(when(ONE).isWord("a type"), answer), is(true));
    assertThat(fits(when(ONE).isWord("type"), answer), is(false));
    assertThat(fits(when(ONE).hasCode("code", "other"), answer), is(true));
    assertThat(fits(when(ONE).hasCode("a type"), answer), is(false));
    assertThat(fits(when(ONE).hasCode("code"), Answer.of(ONE, 1)), is(false));
  }

  @Test
  void aFormIsOneOfTheAnswers() {
    Answer odd = Answer.of(ONE, 1).in(Set.of(ODD));
    assertThat(fits(when(ONE).hasForm(ODD), odd), is(true));
    assertThat(fits(when(ONE).hasForm(PLAIN), odd), is(false));
    assertThat(fits(when(ONE).hasForm(ODD), Answer.of(ONE, 1)), is(false));
  }

  @Test
  void aFailureIsItselfItsCausesOrItsRoot() {
    IOException root = new IOException("root");
    Answer answer =
        Answer.failed(ONE, new IllegalStateException(new IllegalArgumentException(root)));
    assertThat(fits(when(ONE).thrown(IllegalStateException.class), answer), is(true));
    assertThat(fits(when(ONE).thrown(IOException.class), answer), is(false));
    assertThat(fits(when(ONE).causedBy(IllegalArgumentException.class), answer), is(true));
    assertThat(fits(when(ONE).causedBy(InterruptedException.class), answer), is(false));
    assertThat(fits(when(ONE).rootedIn(IOException.class), answer), is(true));
    assertThat(fits(when(ONE).rootedIn(IllegalArgumentException.class), answer), is(false));
    assertThat(fits(when(ONE).thrown(Throwable.class), Answer.of(ONE, 1)), is(false));
    assertThat(fits(when(ONE).causedBy(Throwable.class), Answer.of(ONE, 1)), is(false));
    assertThat(fits(when(ONE).rootedIn(Throwable.class), Answer.of(ONE, 1)), is(false));
  }
}

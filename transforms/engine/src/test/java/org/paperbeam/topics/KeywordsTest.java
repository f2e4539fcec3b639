package org.paperbeam.topics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeywordsTest {
  private static final List<String> TEXTS =
      List.of(
          "State space models for long sequences. We propose a new method.",
          "Are state space models enough? We show results.",
          "On distillation, and on long sequences of distillation.",
          "A kettle.");

  @Test
  void longPhrasesThatTextsShareComeFirstAndTheirPartsAreLeftOut() {
    assertThat(Keywords.of(TEXTS, 10), contains("state space models", "long sequences"));
    assertThat(Keywords.of(TEXTS, 1), contains("state space models"));
  }

  @Test
  void theOrderOfTheTextsDoesNotMatter() {
    List<String> reversed = new ArrayList<>(TEXTS);
    Collections.reverse(reversed);
    assertThat(Keywords.of(reversed, 10), is(Keywords.of(TEXTS, 10)));
  }

  @Test
  void textsThatShareNothingHaveNone() {
    assertThat(Keywords.of(List.of("One kettle.", "Two lanterns."), 10), is(List.of()));
    assertThat(Keywords.of(List.of(), 10), is(List.of()));
    // A phrase counts once a text.
    assertThat(Keywords.of(List.of("moss moss moss", ""), 10), is(List.of()));
  }
}

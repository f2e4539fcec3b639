package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    SearchWords.each(text, words::add);
    return words;
  }

  @Test
  void wordsAreFoldedAndCutAtEverythingElse() {
    assertThat(
        words("Low-rank LLMs, of $x_i^2$"), contains("low", "rank", "llms", "of", "x", "i", "2"));
    assertThat(words("Gültekin’s Łódź: Straße"), contains("gultekin", "s", "lodz", "strasse"));
    assertThat(words(" -- "), is(empty()));
    assertThat(words("—"), is(empty()));
  }

  @Test
  void runsWithoutBlanksArePairsAndTheLastCharacter() {
    assertThat(words("深度学习"), contains("深度", "度学", "学习", "习"));
    assertThat(words("GPT模型2"), contains("gpt", "模型", "型", "2"));
    assertThat(words("データ"), contains("デー", "ータ", "タ"));
    assertThat(words("학습을 위한"), contains("학습", "습을", "을", "위한", "한"));
    assertThat(words("การ"), contains("กา", "าร", "ร"));
  }

  @Test
  void oneCharacterOfTwoUnitsIsOne() {
    assertThat(words("𠀀𠀁"), contains("𠀀𠀁", "𠀁"));
    assertThat(words("𝒪(n)"), contains("o", "n"));
  }

  @Test
  void widthsAndMarksDoNotCount() {
    assertThat(words("ﾃﾞｰﾀ"), is(words("データ")));
    assertThat(words("が"), is(words("か\u3099")));
    assertThat(words("Ｆｕｌｌ"), contains("full"));
  }

  @Test
  void whatIsNoWordIsCut() {
    assertThat(words("a".repeat(6_000)), contains("a".repeat(SearchWords.LONGEST)));
    assertThat(words("\uD835\uDC9E".repeat(60) + "é"), contains("c".repeat(SearchWords.LONGEST)));
    assertThat(words("\uD804\uDC05".repeat(60)).get(0).length(), is(SearchWords.LONGEST));
  }
}

package org.paperbeam.llm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class HiddenKeyTest {
  @Test
  void aKeyIsTakenOutWhereverItStands() {
    assertThat(
        HiddenKey.in("Incorrect key sk-12345678 (Bearer:sk-12345678x)", "sk-12345678"),
        is("Incorrect key [the key] (Bearer:[the key]x)"));
  }

  @Test
  void aShortKeyIsTakenOutAsAWordAndLeavesWordsWhole() {
    assertThat(
        HiddenKey.in("Next: export the exact text of 'x'.", "x"),
        is("Next: export the exact text of '[the key]'."));
    assertThat(HiddenKey.in("as it is", ""), is("as it is"));
  }
}

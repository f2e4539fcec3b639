package org.paperbeam.marks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReaderMarksTest {
  @Test
  void starsAndDislikesAreReadAndAllElseSaysNothing() {
    ReaderMarks marks =
        ReaderMarks.parse(
            """
            {
             "2503.00001": {"star": true, "read": true, "date": "2025-03-25", "title": "One"},
             "2503.00002": {"dislike": true, "new": [1]},
             "2503.00003": {"read": true},
             "2503.00004": {"star": true, "dislike": true},
             "hep-th/9901001": {"star": false, "dislike": true, "date": 7}
            }
            """);
    assertThat(
        marks.wanted(),
        is(Map.of("2503.00001", true, "2503.00002", false, "hep-th/9901001", false)));
    assertThat(marks.papers().get("2503.00001").date(), is("2025-03-25"));
    assertThat(marks.papers().get("2503.00001").title(), is("One"));
    assertThat(marks.papers().get("hep-th/9901001").date(), is(nullValue()));
    assertThat(marks.wants("2503.00003"), is(nullValue()));
    assertThat(ReaderMarks.parse("{}"), is(ReaderMarks.none()));
  }

  @Test
  void whatIsNoFileOfMarksIsRefusedWithOneLine() {
    for (String odd :
        new String[] {
          "",
          "[]",
          "null",
          "{",
          "2503.00001",
          "{\"x\": {}}",
          "{\"2503.00001\": true}",
          "[".repeat(9_000)
        }) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> ReaderMarks.parse(odd), odd);
      assertThat(refused.getMessage(), startsWith("no marks of the site: "));
      assertThat(refused.getMessage().contains("\n"), is(not(true)));
    }
  }
}
